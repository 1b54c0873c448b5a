// Sites whose values are sent in a different form from that in which they were received: in attributes, nested texts, parts,
// lists and timestamps.
import type { Families } from './test-family.ts';
import { cookie, fresh, json, page, redirect, refused, text } from './test-site.ts';

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

export const ENCODING_FAMILIES: Families = {
  'JSON in an attribute of the page': (site) => {
    const { chance } = site;
    let cart = '';
    let line = '';
    const renew = (): void => {
      cart = chance.uuid();
      line = chance.id();
    };
    site.on(
      'GET /product',
      fresh(renew, () =>
        page(
          `<div data-react-props="${escaped(JSON.stringify({ user: null, cart: { id: cart, lines: [{ id: line, sku: 'A-1' }] }, locale: 'en' }))}" data-component="Shop"></div>`,
        ),
      ),
    );
    site.on('POST /api/carts/:id/lines', ({ params, json: read }) =>
      params['id'] === cart && read()['after'] === line ? json({ total: 2 }, 201) : refused(404),
    );
    return (visitor) => {
      visitor.go('/product');
      visitor.send(`/api/carts/${visitor.took(cart)}/lines`, { json: { after: visitor.took(line), quantity: 2 } });
    };
  },

  'Next.js: the state of a page in its script, and the token of its sign-in': (site) => {
    const { chance } = site;
    let product = '';
    const renew = (): void => {
      product = chance.id();
    };
    let csrf = '';
    const session = chance.uuid();
    site.on(
      'GET /',
      fresh(renew, () =>
        page(
          `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { featured: { id: product, name: 'Kettle' } } }, page: '/', query: {}, buildId: 'dK3Jx9aLq0vB1' })}</script>`,
        ),
      ),
    );
    site.on('GET /_next/data/dK3Jx9aLq0vB1/product.json', ({ query }) =>
      query.get('id') === product ? json({ pageProps: { id: product } }) : refused(404),
    );
    site.on('GET /api/auth/csrf', () => json({ csrfToken: (csrf = chance.hex(64)) }));
    site.on('POST /api/auth/callback/credentials', ({ form }) =>
      form.get('csrfToken') === csrf ? json({ url: '/' }, 200, [cookie('next-auth.session-token', session)]) : refused(401),
    );
    site.on('GET /api/auth/session', ({ cookies }) =>
      cookies['next-auth.session-token'] === session ? json({ user: { name: 'Ada' } }) : json({}),
    );
    return (visitor) => {
      visitor.go('/');
      visitor.send(`/_next/data/dK3Jx9aLq0vB1/product.json?id=${encodeURIComponent(visitor.took(product))}`);
      visitor.send('/api/auth/csrf');
      visitor.send('/api/auth/callback/credentials', {
        form: { username: 'ada', password: 'long secret', redirect: 'false', csrfToken: visitor.took(csrf), json: 'true' },
      });
      visitor.send('/api/auth/session');
    };
  },

  'a token in two cookies, put together by the page': (site) => {
    const { chance } = site;
    let [head, claims, mark] = ['', '', ''];
    const renew = (): void => {
      [head = '', claims = '', mark = ''] = chance
        .jwt({ sub: chance.word(9), iat: 1_790_000_000 + chance.below(9999) })
        .split('.');
    };
    site.on(
      'POST /login',
      fresh(renew, () =>
        json({ ok: true }, 200, [cookie('jwt_hp', `${head}.${claims}`, '; Path=/'), cookie('jwt_sig', mark, '; Path=/')]),
      ),
    );
    site.on('GET /api/me', ({ headers }) =>
      headers['authorization'] === `Bearer ${head}.${claims}.${mark}` ? json({ name: 'Ada' }) : refused(401),
    );
    return (visitor) => {
      visitor.send('/login', { json: { user: 'ada', password: 'long secret' } });
      const whole = `${visitor.cookie('jwt_hp')}.${visitor.cookie('jwt_sig')}`;
      visitor.send('/api/me', { headers: { Authorization: `Bearer ${visitor.took(whole)}` } });
    };
  },

  'a value within base64 within JSON': (site) => {
    const { chance } = site;
    let key = '';
    const renew = (): void => {
      key = chance.word(28);
    };
    site.on(
      'GET /config',
      fresh(renew, () =>
        json({ version: 4, payload: Buffer.from(JSON.stringify({ env: 'live', apiKey: key })).toString('base64') }),
      ),
    );
    site.on('GET /api/items', ({ headers }) => (headers['x-api-key'] === key ? json([{ n: 1 }]) : refused(401)));
    return (visitor) => {
      visitor.send('/config');
      visitor.send('/api/items', { headers: { 'X-Api-Key': visitor.took(key) } });
    };
  },

  'tRPC: JSON in a query, batched': (site) => {
    const { chance } = site;
    let room = '';
    const renew = (): void => {
      room = chance.id();
    };
    site.on(
      'GET /trpc/room.list,user.me',
      fresh(renew, () =>
        json([{ result: { data: { json: [{ id: room, name: 'Lobby' }] } } }, { result: { data: { json: { name: 'Ada' } } } }]),
      ),
    );
    site.on('GET /trpc/room.get', ({ query }) => {
      const input = JSON.parse(query.get('input') ?? '{}') as Record<string, { json?: { id?: string } }>;
      return input['0']?.json?.id === room ? json([{ result: { data: { json: { id: room, open: true } } } }]) : refused(404);
    });
    return (visitor) => {
      visitor.send(`/trpc/room.list,user.me?batch=1&input=${encodeURIComponent('{}')}`);
      visitor.send(
        `/trpc/room.get?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { json: { id: visitor.took(room) } } }))}`,
      );
    };
  },

  'an id as a number in JSON, and in a list of arguments': (site) => {
    const { chance } = site;
    let record = 0;
    site.on('POST /web/dataset/call_kw/create', () => {
      record = 40_000 + chance.below(50_000);
      return json({ jsonrpc: '2.0', id: 1, result: record });
    });
    site.on('POST /web/dataset/call_kw/write', ({ json: read }) => {
      const { params } = read() as { params: { args: [number[], object] } };
      return params.args[0][0] === record ? json({ jsonrpc: '2.0', id: 2, result: true }) : refused(404);
    });
    return (visitor) => {
      visitor.send('/web/dataset/call_kw/create', {
        json: {
          jsonrpc: '2.0',
          method: 'call',
          params: { model: 'res.partner', method: 'create', args: [{ name: 'Ada' }], kwargs: {} },
        },
      });
      visitor.took(String(record));
      visitor.send('/web/dataset/call_kw/write', {
        json: {
          jsonrpc: '2.0',
          method: 'call',
          params: { model: 'res.partner', method: 'write', args: [[record], { name: 'Ada L.' }], kwargs: {} },
        },
      });
    };
  },

  'one of many in a list, by its place': (site) => {
    const { chance } = site;
    const place = chance.below(12);
    let seats = [] as { id: string; row: string; free: boolean }[];
    let chosen = '';
    const renew = (): void => {
      seats = Array.from({ length: 12 }, (_, at) => ({ id: chance.uuid(), row: 'ABC'.charAt(at % 3), free: at !== 2 }));
      chosen = seats[place]?.id ?? '';
    };
    site.on(
      'GET /api/shows/7/seats',
      fresh(renew, () => json({ seats })),
    );
    site.on('POST /api/holds', ({ json: read }) =>
      (read()['seats'] as string[])[0] === chosen
        ? json({ hold: `h-${chance.hex(10)}`, until: '2026-11-29T12:30:00Z' }, 201)
        : refused(409),
    );
    return (visitor) => {
      visitor.send('/api/shows/7/seats');
      visitor.send('/api/holds', { json: { seats: [visitor.took(chosen)], note: '' } });
    };
  },

  'a moment of the server that is sent back with its mark': (site) => {
    const { chance } = site;
    let at = 1_796_000_000_000 + chance.below(90_000_000);
    let mark = '';
    site.on('GET /form', () => {
      at += 1000 + chance.below(5000);
      mark = chance.hex(16);
      return page(
        `<form action="/form" method="post"><input type="hidden" name="rendered_at" value="${at}"><input type="hidden" name="spinner" value="${mark}"><input name="note"></form>`,
      );
    });
    site.on('POST /form', ({ form }) =>
      form.get('rendered_at') === String(at) && form.get('spinner') === mark ? redirect('/thanks', 303) : page('Too old', 400),
    );
    site.on('GET /thanks', () => page('Thank you'));
    return (visitor) => {
      visitor.go('/form');
      visitor.go('/form', { form: { rendered_at: visitor.took(String(at)), spinner: visitor.took(mark), note: 'Hello there' } });
    };
  },

  'an address within an address within an address': (site) => {
    const { chance } = site;
    let ticket = '';
    const renew = (): void => {
      ticket = `ST-${chance.below(900) + 100}-${chance.word(20)}-cas`;
    };
    const service = encodeURIComponent(`${site.origin}/app?next=${encodeURIComponent('/inbox?tab=all')}`);
    site.on(
      'GET /cas/login',
      fresh(renew, () => redirect(`/app?next=${encodeURIComponent('/inbox?tab=all')}&ticket=${ticket}`)),
    );
    site.on('GET /app', ({ query }) =>
      query.get('ticket') === ticket
        ? redirect(query.get('next') ?? '/', 302, [cookie('app', chance.hex(20))])
        : page('No ticket', 401),
    );
    site.on('GET /inbox', () => page('<h1>Inbox</h1>'));
    return (visitor) => {
      visitor.go(`/cas/login?service=${service}`);
      visitor.took(ticket);
    };
  },

  'an id of a global kind, encoded in a path and in JSON': (site) => {
    const { chance } = site;
    let line = '';
    const renew = (): void => {
      line = `gid://shop/CartLine/${chance.uuid()}?cart=${chance.word(24)}`;
    };
    site.on(
      'POST /cart/add',
      fresh(renew, () => json({ items: [{ key: line, title: 'Kettle' }], token: chance.word(24) })),
    );
    site.on('POST /cart/change', ({ form }) => (form.get('id') === line ? json({ ok: true }) : refused(400)));
    site.on('GET /cart/lines/:id', ({ params }) => (params['id'] === line ? json({ ok: true }) : refused(404)));
    return (visitor) => {
      visitor.send('/cart/add', { form: { id: '1', quantity: '1' } });
      visitor.send('/cart/change', { form: { id: visitor.took(line), quantity: '3' } });
      visitor.send(`/cart/lines/${encodeURIComponent(line)}`);
    };
  },

  'ids in a table of values and in lines of events': (site) => {
    const { chance } = site;
    let [row, event] = ['', ''];
    const renew = (): void => {
      [row, event] = [chance.id(), chance.hex(18)];
    };
    site.on(
      'GET /export.csv',
      fresh(renew, () => text(`id,name,state\n${row},Kettle,open\n`, 200, 'text/csv')),
    );
    site.on('POST /rows/:id/close', ({ params }) =>
      params['id'] === row ? text(`event: closed\ndata: {"event":"${event}","row":"x"}\n\n`, 200, 'text/plain') : refused(404),
    );
    site.on('POST /events/ack', ({ json: read }) => (read()['last'] === event ? json({ ok: true }) : refused(404)));
    return (visitor) => {
      visitor.send('/export.csv');
      visitor.send(`/rows/${encodeURIComponent(visitor.took(row))}/close`, { method: 'POST', body: '' });
      visitor.send('/events/ack', { json: { last: visitor.took(event) } });
    };
  },
};
