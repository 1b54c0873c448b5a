// Sites of pages with forms.
import type { Families } from './test-family.ts';
import { cookie, json, page, redirect, refused } from './test-site.ts';

const NAV = '<nav><a href="/about">About</a> <a href="/help/17">Help</a></nav>';
const SCRIPT = '<script src="/static/app.4f9a2c1b.js"></script>';

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

export const FORM_FAMILIES: Families = {
  'a form with a hidden token': (site) => {
    const { chance } = site;
    const field = chance.of(
      'csrfmiddlewaretoken',
      'csrf_token',
      '_csrf',
      'authenticity_token',
      '_token',
      'form_key',
      '__RequestVerificationToken',
    );
    const shape = chance.of<() => string>(
      () => chance.word(64),
      () => `${chance.base64url(30)}.${chance.base64url(4)}.${chance.base64url(20)}`,
      () => chance.base64(64),
      () => chance.hex(40),
    );
    const [tokens, users] = [new Set<string>(), new Set<string>()];
    const hidden = (): string => {
      const token = shape();
      tokens.add(token);
      return `<input type="hidden" name="${field}" value="${attribute(token)}">`;
    };
    site.on('GET /login', () =>
      page(
        `${NAV}<form method="post" action="/login">${hidden()}<input name="username"><input type="password" name="password"></form>`,
      ),
    );
    site.on('POST /login', ({ form }) => {
      if (!tokens.delete(form.get(field) ?? '')) return page('Forbidden', 403);
      const session = chance.hex(32);
      users.add(session);
      return redirect('/account', 302, [cookie('sessionid', session)]);
    });
    site.on('GET /account', ({ cookies }) =>
      users.has(cookies['sessionid'] ?? '')
        ? page(`${NAV}<form method="post" action="/account/email">${hidden()}<input name="email" value="ada@example.com"></form>`)
        : redirect('/login'),
    );
    site.on('POST /account/email', ({ cookies, form }) =>
      users.has(cookies['sessionid'] ?? '') && tokens.delete(form.get(field) ?? '')
        ? redirect('/account')
        : page('Forbidden', 403),
    );
    return (visitor) => {
      const token = () => {
        const value = visitor.find(new RegExp(`name="${field}" value="([^"]+)"`)).replaceAll('&amp;', '&');
        return visitor.took(value);
      };
      visitor.go('/login');
      visitor.go('/login', { form: { [field]: token(), username: 'ada', password: 'S3cret-pass' } });
      visitor.go('/account/email', {
        form: [
          [field, token()],
          ['email', 'ada@example.org'],
        ],
      });
    };
  },

  'several forms with a token each': (site) => {
    const { chance } = site;
    const tokens = new Map<string, string>();
    site.on('GET /tasks', () => {
      const rows = ['search', 'add', 'clear'].map((kind) => {
        const token = chance.base64url(24);
        tokens.set(kind, token);
        return `<form method="post" action="/tasks/${kind}" class="${kind}"><input type="hidden" name="_csrf" value="${token}"><input name="text"></form>`;
      });
      return page(NAV + rows.join('\n'));
    });
    site.on('POST /tasks/:kind', ({ params, form }) =>
      tokens.get(params['kind'] ?? '') === form.get('_csrf') ? redirect('/tasks') : page('Forbidden', 403),
    );
    return (visitor) => {
      for (const kind of ['add', 'clear']) {
        visitor.go('/tasks');
        visitor.go(`/tasks/${kind}`, { form: { _csrf: visitor.took(tokens.get(kind) ?? ''), text: 'milk' } });
      }
    };
  },

  'a token in a meta element and in a header': (site) => {
    const { chance } = site;
    const name = chance.of('csrf-token', '_csrf', 'x-csrf');
    let token = '';
    site.on('GET /board', () => {
      token = chance.of(chance.base64(64), chance.uuid(), chance.base64url(32));
      return page(
        `<meta name="${name}" content="${attribute(token)}"><meta name="viewport" content="width=device-width">${NAV}${SCRIPT}`,
      );
    });
    const isLet = (headers: Readonly<Record<string, string>>): boolean => headers['X-CSRF-Token'] === token;
    site.on('POST /board/cards', ({ headers }) => (isLet(headers) ? json({ id: chance.id(), position: 1 }, 201) : refused(422)));
    site.on('PATCH /board/cards/:id', ({ headers }) => (isLet(headers) ? json({ ok: true }) : refused(422)));
    return (visitor) => {
      visitor.go('/board');
      const headers = { 'X-CSRF-Token': visitor.took(token), 'X-Requested-With': 'XMLHttpRequest' };
      visitor.send('/board/cards', { headers, json: { title: 'Buy lamps' }, resource: 'xhr' });
      const id = visitor.took(visitor.json()['id'] ?? '');
      visitor.send(`/board/cards/${id}`, { method: 'PATCH', headers, json: { position: 2 }, resource: 'xhr' });
    };
  },

  'a token in a cookie and in a header': (site) => {
    const { chance } = site;
    const [name, header] = chance.of(
      ['XSRF-TOKEN', 'X-XSRF-TOKEN'] as const,
      ['csrftoken', 'X-CSRFToken'] as const,
      ['csrf', 'x-csrf-token'] as const,
    );
    const isEncoded = chance.below(2) === 1;
    const fresh = () => {
      const token = isEncoded ? chance.base64(60) : chance.word(32);
      return cookie(name, encodeURIComponent(token), '; Path=/');
    };
    site.on('GET /', () => page(NAV, 200, [fresh(), cookie('session', chance.hex(40))]));
    site.on('POST /api/notes', ({ cookies, headers }) =>
      decodeURIComponent(cookies[name] ?? '-') === headers[header]
        ? json({ saved: true }, 201, isEncoded ? [fresh()] : [])
        : refused(419),
    );
    return (visitor) => {
      visitor.go('/');
      for (const note of ['one', 'two'])
        visitor.send('/api/notes', {
          json: { note },
          headers: { [header]: visitor.took(decodeURIComponent(visitor.cookie(name))) },
          resource: 'xhr',
        });
    };
  },

  'the view state of ASP.NET': (site) => {
    const { chance } = site;
    const states = new Map<string, string>();
    const form = (): string => {
      const [state, validation] = [chance.base64(220), chance.base64(90)];
      states.set(state, validation);
      return `<form method="post" action="./Default.aspx" id="form1">
<div class="aspNetHidden">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${state}" />
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334" />
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="${validation}" />
</div><input name="ctl00$Main$Name" type="text" /></form>`;
    };
    site.on('GET /Default.aspx', () => page(form()));
    site.on('POST /Default.aspx', ({ form: sent }) =>
      states.get(sent.get('__VIEWSTATE') ?? '') === sent.get('__EVENTVALIDATION')
        ? page(form())
        : page('Validation of viewstate MAC failed', 500),
    );
    return (visitor) => {
      visitor.go('/Default.aspx');
      for (const name of ['Ada', 'Grace']) {
        const [state = '', validation = ''] = [...states].at(-1) ?? [];
        visitor.go('/Default.aspx', {
          form: [
            ['__EVENTTARGET', ''],
            ['__VIEWSTATE', visitor.took(state)],
            ['__VIEWSTATEGENERATOR', 'CA0B0334'],
            ['__EVENTVALIDATION', visitor.took(validation)],
            ['ctl00$Main$Name', name],
          ],
        });
      }
    };
  },

  'the session of a Java server in the address': (site) => {
    const { chance } = site;
    const [sessions, views] = [new Set<string>(), new Set<string>()];
    const view = (): string => {
      const made = `${chance.below(2) === 0 ? '-' : ''}${String(10 ** 17 + chance.below(9e8))}${chance.below(9)}:${String(10 ** 17 + chance.below(9e8))}`;
      views.add(made);
      return `<input type="hidden" name="javax.faces.ViewState" id="j_id1:javax.faces.ViewState:0" value="${made}" autocomplete="off" />`;
    };
    site.on('GET /shop.xhtml', () => {
      const session = chance.hex(32).toUpperCase();
      sessions.add(session);
      return page(`<form id="main" method="post" action="/shop.xhtml;jsessionid=${session}">${view()}</form>`);
    });
    site.on('POST /:page', ({ params, form }) => {
      const [, session = ''] = (params['page'] ?? '').split(';jsessionid=');
      return sessions.has(session) && views.has(form.get('javax.faces.ViewState') ?? '')
        ? page(`<form id="main" method="post" action="/shop.xhtml;jsessionid=${session}">${view()}</form>`)
        : page('View expired', 500);
    });
    return (visitor) => {
      visitor.go('/shop.xhtml');
      const session = visitor.took([...sessions].at(-1) ?? '');
      for (let times = 0; times < 2; times += 1)
        visitor.go(`/shop.xhtml;jsessionid=${session}`, {
          form: { main: 'main', 'javax.faces.ViewState': visitor.took([...views].at(-1) ?? '') },
        });
    };
  },
};
