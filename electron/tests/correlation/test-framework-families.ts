// Sites that behave like those of server frameworks: Django, Rails, Laravel, Spring, ASP.NET.
import type { Families } from './test-family.ts';
import { cookie, fresh, json, page, redirect, refused } from './test-site.ts';

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

export const FRAMEWORK_FAMILIES: Families = {
  'Django: a masked token in a form, a plain one in a cookie': (site) => {
    const { chance } = site;
    const secret = chance.word(32);
    const masked = new Set<string>();
    let order = 3000 + chance.below(5000);
    const field = (): string => {
      const token = chance.word(64);
      masked.add(token);
      return `<input type="hidden" name="csrfmiddlewaretoken" value="${token}">`;
    };
    site.on('GET /shop/', () =>
      page(`<form method="post" action="/shop/order/">${field()}<input name="item"></form>`, 200, [
        cookie('csrftoken', secret, '; Path=/'),
      ]),
    );
    site.on('POST /shop/order/', ({ form }) => {
      if (!masked.has(form.get('csrfmiddlewaretoken') ?? '')) return page('CSRF verification failed.', 403);
      order += 1;
      return redirect(`/shop/order/${order}/`, 302, [cookie('messages', `.eJ${chance.word(20)}`)]);
    });
    site.on('GET /shop/order/:id/', ({ params }) =>
      params['id'] === String(order) ? page(`<h1>Order ${order}</h1>`) : page('Not found', 404),
    );
    site.on('POST /shop/order/:id/pay/', ({ params, headers }) =>
      params['id'] === String(order) && headers['x-csrftoken'] === secret ? json({ paid: true }) : refused(),
    );
    return (visitor) => {
      visitor.go('/shop/');
      const token = visitor.took(visitor.find(/csrfmiddlewaretoken" value="([^"]+)/));
      visitor.go('/shop/order/', { form: { csrfmiddlewaretoken: token, item: 'kettle' } });
      visitor.send(`/shop/order/${visitor.took(String(order))}/pay/`, {
        method: 'POST',
        json: { way: 'card' },
        headers: { 'X-CSRFToken': visitor.cookie('csrftoken') },
      });
    };
  },

  'Rails: a token for each form, a stream with an id, a slug behind it': (site) => {
    const { chance } = site;
    const tokens = new Set<string>();
    const token = (): string => {
      const made = chance.base64(48);
      tokens.add(made);
      return made;
    };
    let id = 700 + chance.below(200);
    site.on('GET /posts/new', () =>
      page(`<meta name="csrf-param" content="authenticity_token" /><meta name="csrf-token" content="${token()}" />
<form action="/posts" accept-charset="UTF-8" method="post"><input type="hidden" name="authenticity_token" value="${token()}" autocomplete="off" /><input name="post[title]"></form>`),
    );
    site.on('POST /posts', ({ form }) => {
      if (!tokens.has(form.get('authenticity_token') ?? '')) return page('The change you wanted was rejected.', 422);
      id += 1;
      return redirect(`${site.origin}/posts/${id}-a-title`, 303);
    });
    site.on('GET /posts/:slug', ({ params }) =>
      params['slug'] === `${id}-a-title`
        ? page(
            `<form class="button_to" method="post" action="/posts/${id}-a-title"><input type="hidden" name="_method" value="patch" /><button>Publish</button><input type="hidden" name="authenticity_token" value="${token()}" /></form>`,
          )
        : page('Not found', 404),
    );
    site.on('POST /posts/:slug', ({ params, form }) =>
      params['slug'] === `${id}-a-title` && tokens.has(form.get('authenticity_token') ?? '') && form.get('_method') === 'patch'
        ? redirect('/posts/new', 303)
        : page('Rejected', 422),
    );
    return (visitor) => {
      visitor.go('/posts/new');
      const first = visitor.took(visitor.find(/name="authenticity_token" value="([^"]+)/));
      visitor.go('/posts', { form: { authenticity_token: first, 'post[title]': 'A title' } });
      const second = visitor.took(visitor.find(/name="authenticity_token" value="([^"]+)/));
      visitor.go(`/posts/${visitor.took(String(id))}-a-title`, {
        method: 'POST',
        form: { _method: 'patch', authenticity_token: second },
      });
    };
  },

  'Laravel: a cookie that is encoded in the cookie and plain in the header': (site) => {
    const { chance } = site;
    let current = '';
    const fresh = (): readonly [string, string] => {
      current = Buffer.from(
        JSON.stringify({ iv: chance.base64(16), value: chance.base64(48), mac: chance.hex(64), tag: '' }),
      ).toString('base64');
      return cookie('XSRF-TOKEN', encodeURIComponent(current), '; path=/');
    };
    const passes = (headers: Readonly<Record<string, string>>): boolean => headers['x-xsrf-token'] === current;
    const project = chance.uuid();
    let made = '';
    site.on('GET /sanctum/csrf-cookie', () => ({ status: 204, headers: [fresh()], body: '' }));
    site.on('POST /login', ({ headers }) => (passes(headers) ? json({ two_factor: false }, 200, [fresh()]) : refused(419)));
    site.on('POST /api/tasks', ({ headers }) => {
      if (!passes(headers)) return refused(419);
      made = chance.id();
      return json({ data: { id: made, project_id: project } }, 201, [fresh()]);
    });
    site.on('DELETE /api/tasks/:id', ({ headers, params }) =>
      passes(headers) && params['id'] === made ? json({ ok: true }) : refused(419),
    );
    const header = (visitor: { cookie: (name: string) => string; took: (value: string) => string }) => ({
      'X-XSRF-TOKEN': visitor.took(decodeURIComponent(visitor.cookie('XSRF-TOKEN'))),
    });
    return (visitor) => {
      visitor.send('/sanctum/csrf-cookie');
      visitor.send('/login', { json: { email: 'ada@shop.test', password: 'pa55 w0rd' }, headers: header(visitor) });
      visitor.send('/api/tasks', { json: { title: 'Buy milk' }, headers: header(visitor) });
      visitor.send(`/api/tasks/${encodeURIComponent(visitor.took(made))}`, { method: 'DELETE', headers: header(visitor) });
    };
  },

  'Livewire: the state of a part of the page in an attribute, sent back as a text': (site) => {
    const { chance } = site;
    let token = '';
    const renew = (): void => {
      token = chance.word(40);
    };
    let state = '';
    const next = (count: number): string => {
      state = JSON.stringify({
        data: { count },
        memo: { id: chance.word(20), name: 'counter', path: 'counter' },
        checksum: chance.hex(64),
      });
      return state;
    };
    site.on(
      'GET /counter',
      fresh(renew, () =>
        page(
          `<div wire:snapshot="${escaped(next(0))}" wire:effects="[]" wire:id="x1">0</div><script data-csrf="${token}" src="/livewire/livewire.js?id=38dc8241"></script>`,
        ),
      ),
    );
    site.on('POST /livewire/update', ({ json: read }) => {
      const { _token: given, components } = read() as { _token: string; components: { snapshot: string }[] };
      return given === token && components[0]?.snapshot === state
        ? json({ components: [{ snapshot: next(1), effects: { returns: [null] } }] })
        : refused(419);
    });
    return (visitor) => {
      const send = (snapshot: string): void =>
        void visitor.send('/livewire/update', {
          json: {
            _token: token,
            components: [
              { snapshot: visitor.took(snapshot), updates: {}, calls: [{ path: '', method: 'increment', params: [] }] },
            ],
          },
        });
      visitor.go('/counter');
      visitor.took(token);
      send(state);
      send(visitor.json<{ components: { snapshot: string }[] }>().components[0]?.snapshot ?? '');
    };
  },

  'Spring: names and values of a token in meta elements, links of a resource': (site) => {
    const { chance } = site;
    let token = '';
    const renew = (): void => {
      token = chance.base64url(96);
    };
    let account = '';
    site.on(
      'GET /accounts',
      fresh(renew, () =>
        page(
          `<meta name="_csrf" content="${token}"/><meta name="_csrf_header" content="X-CSRF-TOKEN"/><div id="app"></div>`,
          200,
          [cookie('JSESSIONID', chance.hex(32).toUpperCase())],
        ),
      ),
    );
    site.on('POST /api/accounts', ({ headers }) => {
      if (headers['x-csrf-token'] !== token) return refused();
      account = chance.id();
      const at = `${site.origin}/api/accounts/${encodeURIComponent(account)}`;
      return json(
        { owner: 'Ada', _links: { self: { href: at }, transfers: { href: `${at}/transfers{?page,size}`, templated: true } } },
        201,
        [['location', at]],
      );
    });
    site.on('POST /api/accounts/:id/transfers', ({ headers, params }) =>
      headers['x-csrf-token'] === token && params['id'] === account ? json({ done: true }, 202) : refused(),
    );
    return (visitor) => {
      visitor.go('/accounts');
      const headers = { 'X-CSRF-TOKEN': visitor.took(visitor.find(/name="_csrf" content="([^"]+)/)) };
      visitor.send('/api/accounts', { json: { owner: 'Ada' }, headers });
      visitor.send(`/api/accounts/${encodeURIComponent(visitor.took(account))}/transfers`, { json: { amount: 12.5 }, headers });
    };
  },

  'ASP.NET Core: a token of a form, and a connection that is agreed on': (site) => {
    const { chance } = site;
    let token = '';
    const renew = (): void => {
      token = `CfDJ8${chance.base64url(110)}`;
    };
    let connection = '';
    site.on(
      'GET /Orders/Create',
      fresh(renew, () =>
        page(
          `<form method="post"><input name="Amount"/><input name="__RequestVerificationToken" type="hidden" value="${token}" /></form>`,
          200,
          [cookie('.AspNetCore.Antiforgery.kZ9', chance.base64url(60))],
        ),
      ),
    );
    site.on('POST /Orders/Create', ({ form }) =>
      form.get('__RequestVerificationToken') === token ? redirect('/Orders/Live') : page('Bad Request', 400),
    );
    site.on('GET /Orders/Live', () => page('<div id="live"></div>'));
    site.on('POST /hub/negotiate', () => {
      connection = chance.base64url(16);
      return json({
        negotiateVersion: 1,
        connectionId: chance.base64url(16),
        connectionToken: connection,
        availableTransports: [{ transport: 'LongPolling', transferFormats: ['Text'] }],
      });
    });
    site.on('POST /hub', ({ query }) => (query.get('id') === connection ? json({}) : refused(404)));
    return (visitor) => {
      visitor.go('/Orders/Create');
      visitor.go('/Orders/Create', { form: { Amount: '12', __RequestVerificationToken: visitor.took(token) } });
      visitor.send('/hub/negotiate?negotiateVersion=1', { method: 'POST', body: '' });
      visitor.send(`/hub?id=${encodeURIComponent(visitor.took(connection))}`, {
        method: 'POST',
        body: '{"protocol":"json","version":1}\u001e',
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
      });
    };
  },
};
