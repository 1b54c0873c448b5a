// Single-page applications, and how a person logs in to them.
import type { Families } from './test-family.ts';
import { cookie, json, page, redirect, refused } from './test-site.ts';

function slashed(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replaceAll('/', String.raw`\u002F`)
    .replaceAll('&', String.raw`\u0026`);
}

export const LOGIN_FAMILIES: Families = {
  'a code of OAuth in redirects': (site) => {
    const { chance } = site;
    const [codes, sessions] = [new Set<string>(), new Set<string>()];
    site.on('GET /login', () =>
      redirect(
        `/authorize?response_type=code&client_id=shop-web&redirect_uri=${encodeURIComponent(`${site.origin}/callback`)}&scope=openid&state=${chance.base64url(16)}`,
      ),
    );
    site.on('GET /authorize', ({ query }) =>
      page(
        `<form method="post" action="/authorize/decide"><input type="hidden" name="state" value="${query.get('state') ?? ''}"><input type="hidden" name="consent" value="${chance.hex(24)}"></form>`,
      ),
    );
    site.on('POST /authorize/decide', ({ form }) => {
      const code = chance.of(chance.base64url(32), chance.hex(40), `4/${chance.base64url(30)}`);
      codes.add(code);
      return redirect(`${site.origin}/callback?code=${encodeURIComponent(code)}&state=${form.get('state') ?? ''}`);
    });
    site.on('GET /callback', ({ query }) => {
      if (!codes.delete(query.get('code') ?? '')) return page('Bad code', 400);
      const session = chance.hex(32);
      sessions.add(session);
      return redirect('/home', 302, [cookie('sid', session)]);
    });
    site.on('GET /home', ({ cookies }) => (sessions.has(cookies['sid'] ?? '') ? page('Welcome') : refused(401)));
    return (visitor) => {
      visitor.go('/login');
      const state = visitor.took(visitor.find(/state" value="([^"]+)"/));
      const consent = visitor.took(visitor.find(/consent" value="([^"]+)"/));
      visitor.go('/authorize/decide', { form: { state, consent, username: 'ada', password: 'S3cret-pass' } });
      const callback = visitor.entries.find(({ asked }) => asked.url.startsWith('/callback'));
      visitor.took(new URL(callback?.asked.url ?? '', site.origin).searchParams.get('code') ?? '');
    };
  },

  'a code of OAuth that the page exchanges': (site) => {
    const { chance } = site;
    const [codes, tokens] = [new Set<string>(), new Set<string>()];
    site.on('GET /authorize', ({ query }) => {
      const code = chance.of(chance.base64url(24), chance.uuid(), chance.base64(24));
      codes.add(code);
      return redirect(`${site.origin}/app/callback?code=${encodeURIComponent(code)}&state=${query.get('state') ?? ''}`);
    });
    site.on('GET /app/callback', () =>
      page('<div id="root"></div><script type="module" src="/assets/index-1f2e3d4c.js"></script>'),
    );
    site.on('POST /token', ({ form }) => {
      if (!codes.delete(form.get('code') ?? '')) return refused(400);
      const token = chance.token();
      tokens.add(token);
      return json({ access_token: token, id_token: chance.jwt({ sub: '1', nonce: 'n' }), token_type: 'Bearer' });
    });
    site.on('GET /userinfo', ({ headers }) =>
      tokens.has((headers['authorization'] ?? '').slice(7)) ? json({ name: 'Ada' }) : refused(401),
    );
    return (visitor) => {
      visitor.go('/authorize?response_type=code&client_id=spa&code_challenge=9pZ8xJt6w1Kc0m3nB5vQ2rT7yU4iO6aS&state=login');
      const code = visitor.took(new URL(visitor.entries.at(-1)?.asked.url ?? '', site.origin).searchParams.get('code') ?? '');
      visitor.send('/token', {
        form: { grant_type: 'authorization_code', code, code_verifier: 'a7Gd9kLmN3pQrS5tUvW8xYz1B2cD4eF6', client_id: 'spa' },
      });
      visitor.send('/userinfo', { headers: { authorization: `Bearer ${visitor.took(visitor.json()['access_token'] ?? '')}` } });
    };
  },

  'a token behind the # of an address': (site) => {
    const { chance } = site;
    const tokens = new Set<string>();
    site.on('GET /authorize', () => {
      const token = chance.token();
      tokens.add(token);
      return redirect(`${site.origin}/app#access_token=${token}&token_type=bearer&expires_in=3600`);
    });
    site.on('GET /app', () => page('<div id="root"></div>'));
    site.on('GET /api/me', ({ headers }) =>
      tokens.has((headers['authorization'] ?? '').slice(7)) ? json({ name: 'Ada' }) : refused(401),
    );
    return (visitor) => {
      visitor.go('/authorize?response_type=token&client_id=spa');
      visitor.send('/api/me', { headers: { authorization: `Bearer ${visitor.took([...tokens].at(-1) ?? '')}` } });
    };
  },

  'the state of a page in a script': (site) => {
    const { chance } = site;
    const style = chance.of('assigned', 'next', 'parsed', 'attribute');
    const [tokens, header] = [new Set<string>(), chance.of('X-Session-Token', 'X-Auth-Token', 'api-token')];
    site.on('GET /', () => {
      const token = chance.of(chance.base64(33), chance.token());
      tokens.add(token);
      const state = { build: 'b7f0c19ad2', user: { id: 3, name: 'Ada' }, session: { token, ttl: 3600 } };
      if (style === 'next')
        return page(
          `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: state }, buildId: 'Zk3x9' })}</script>`,
        );
      if (style === 'parsed')
        return page(`<script>window.__STATE__ = JSON.parse("${JSON.stringify(JSON.stringify(state)).slice(1, -1)}")</script>`);
      if (style === 'attribute')
        return page(
          `<div id="app" data-page="${JSON.stringify(state).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></div>`,
        );
      return page(
        `<script>window.__STATE__ = {"build":"b7f0c19ad2","session":{"token":"${slashed(token)}","ttl":3600}};</script>`,
      );
    });
    site.on('GET /api/feed', ({ headers }) =>
      tokens.has(headers[header] ?? '') ? json({ items: [{ id: 'f1', text: 'x' }] }) : refused(401),
    );
    return (visitor) => {
      visitor.go('/');
      const headers = { [header]: visitor.took([...tokens].at(-1) ?? '') };
      visitor.send('/api/feed?page=1', { headers });
      visitor.send('/api/feed?page=2', { headers });
    };
  },

  'a token in a header of a response': (site) => {
    const { chance } = site;
    const [tokens, name] = [new Set<string>(), chance.of('x-auth-token', 'authorization', 'x-session-id')];
    site.on('POST /api/sessions', () => {
      const token = chance.token();
      tokens.add(token);
      return json({ ok: true }, 200, [[name, name === 'authorization' ? `Bearer ${token}` : token]]);
    });
    site.on('GET /api/profile', ({ headers }) =>
      tokens.has((headers[name] ?? '').replace('Bearer ', '')) ? json({ name: 'Ada' }) : refused(401),
    );
    return (visitor) => {
      visitor.send('/api/sessions', { json: { username: 'ada', password: 'S3cret-pass' } });
      visitor.took([...tokens].at(-1) ?? '');
      visitor.send('/api/profile', { headers: { [name]: visitor.header(name) } });
    };
  },

  'times and ids of the client': (site) => {
    const { chance } = site;
    const seen = new Set<string>();
    const todos = new Set<string>();
    site.on('GET /api/time', () => json({ zone: 'UTC' }));
    site.on('POST /api/payments', ({ headers }) => {
      const key = headers['Idempotency-Key'] ?? '';
      if (seen.has(key)) return refused(409);
      seen.add(key);
      return json({ state: 'paid' }, 201);
    });
    site.on('PUT /api/todos/:id', ({ params }) => {
      const id = params['id'] ?? '';
      if (todos.has(id)) return refused(409);
      todos.add(id);
      return json({ saved: true }, 201);
    });
    site.on('GET /api/todos/:id', ({ params }) => (todos.has(params['id'] ?? '') ? json({ text: 'x' }) : refused(404)));
    return (visitor) => {
      const stamp = chance.of(String(visitor.now), String(Math.floor(visitor.now / 1000)));
      visitor.send(`/api/time?_=${visitor.took(stamp)}`);
      const key = visitor.took(chance.uuid());
      visitor.send('/api/payments', {
        json: { amount: 1999, createdAt: visitor.took(new Date(visitor.now).toISOString()) },
        headers: { 'Idempotency-Key': key },
      });
      const id = visitor.took(chance.uuid());
      visitor.send(`/api/todos/${id}`, { method: 'PUT', json: { id, text: 'Buy milk' } });
      visitor.send(`/api/todos/${id}`);
    };
  },

  'an id of a tab or view': (site) => {
    const { chance } = site;
    const views = new Set<string>();
    site.on('GET /desk', () => {
      const view = chance.of(chance.hex(10), `v${chance.below(9)}_${chance.word(10)}`, chance.uuid());
      views.add(view);
      return page(`<div id="desk" data-view-id="${view}" data-theme="dark"></div>`);
    });
    site.on('POST /desk/:view/events', ({ params, headers }) =>
      views.has(params['view'] ?? '') && headers['X-View-Id'] === params['view'] ? json({ ok: true }) : refused(410),
    );
    return (visitor) => {
      for (let tabs = 0; tabs < 2; tabs += 1) {
        visitor.go('/desk');
        const view = visitor.took([...views].at(-1) ?? '');
        visitor.send(`/desk/${view}/events`, { json: { type: 'open', viewId: view }, headers: { 'X-View-Id': view } });
      }
      const [first = ''] = [...views].slice(-2);
      visitor.send(`/desk/${first}/events`, { json: { type: 'close', viewId: first }, headers: { 'X-View-Id': first } });
    };
  },
};
