// Sites whose tokens are signed or contain several codes: Flask, Keycloak.
import type { Families } from './test-family.ts';
import { cookie, fresh, json, page, redirect, refused } from './test-site.ts';

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

export const SIGNED_FAMILIES: Families = {
  'Flask: a signed token in a script, sent in a header and a form': (site) => {
    const { chance } = site;
    let token = '';
    const renew = (): void => {
      token = `${Buffer.from(JSON.stringify(chance.hex(40))).toString('base64url')}.${chance.base64url(4)}.${chance.base64url(20)}`;
    };
    let upload = '';
    site.on(
      'GET /',
      fresh(renew, () =>
        page(`<script>\n  var csrf_token = "${token}";\n  var debug = false;\n</script>`, 200, [
          cookie('session', `eyJj.${chance.base64url(30)}`),
        ]),
      ),
    );
    site.on('POST /uploads', ({ headers }) => {
      if (headers['x-csrftoken'] !== token) return refused(400);
      upload = chance.hex(12);
      return json({ result: { upload_id: upload, parts: [{ n: 1 }, { n: 2 }] } });
    });
    site.on('PUT /uploads/:id/:part', ({ params }) => (params['id'] === upload ? json({ ok: true }) : refused(404)));
    site.on('POST /uploads/finish', ({ form }) =>
      form.get('csrf_token') === token && form.get('upload_id') === upload ? redirect('/') : page('Bad Request', 400),
    );
    return (visitor) => {
      visitor.go('/');
      visitor.took(token);
      visitor.send('/uploads', { json: { name: 'a.png' }, headers: { 'X-CSRFToken': token } });
      visitor.took(upload);
      for (const part of ['1', '2'])
        visitor.send(`/uploads/${upload}/${part}`, {
          method: 'PUT',
          body: `part ${part}`,
          headers: { 'content-type': 'text/plain' },
        });
      visitor.go('/uploads/finish', { form: { csrf_token: token, upload_id: upload } });
    };
  },

  'Keycloak: a form whose address holds several codes': (site) => {
    const { chance } = site;
    let [code, execution, tab] = ['', '', ''];
    const renew = (): void => {
      [code, execution, tab] = [chance.base64url(32), chance.uuid(), chance.base64url(8)];
    };
    let granted = '';
    site.on(
      'GET /realms/shop/auth',
      fresh(renew, ({ query }) =>
        page(
          `<form id="kc-form-login" action="${escaped(`${site.origin}/realms/shop/authenticate?session_code=${code}&execution=${execution}&client_id=web&tab_id=${tab}&client_data=${Buffer.from(JSON.stringify({ ru: query.get('redirect_uri') })).toString('base64url')}`)}" method="post"><input name="username"></form>`,
        ),
      ),
    );
    site.on('POST /realms/shop/authenticate', ({ query }) => {
      if (query.get('session_code') !== code || query.get('execution') !== execution || query.get('tab_id') !== tab)
        return page('Expired', 400);
      granted = `${chance.uuid()}.${chance.uuid()}.${chance.uuid()}`;
      return redirect(`/callback?session_state=${chance.uuid()}&code=${granted}`);
    });
    site.on('GET /callback', ({ query }) => (query.get('code') === granted ? page('<div id="app"></div>') : page('Bad', 400)));
    site.on('POST /realms/shop/token', ({ form }) =>
      form.get('code') === granted ? json({ access_token: chance.jwt({ sub: 'ada' }), token_type: 'Bearer' }) : refused(400),
    );
    return (visitor) => {
      visitor.go('/realms/shop/auth?client_id=web&response_type=code&redirect_uri=http%3A%2F%2Fapp.test%2Fcallback');
      for (const value of [code, execution, tab]) visitor.took(value);
      const action = visitor.find(/action="([^"]+)/).replaceAll('&amp;', '&');
      visitor.go(action, { form: { username: 'ada', password: 'secret word', credentialId: '' } });
      visitor.send('/realms/shop/token', {
        form: {
          grant_type: 'authorization_code',
          client_id: 'web',
          code: visitor.took(granted),
          redirect_uri: 'http://app.test/callback',
        },
      });
    };
  },
};
