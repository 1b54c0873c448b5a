// Services with tokens and ids in JSON.
import type { Families } from './test-family.ts';
import { json, refused, text } from './test-site.ts';

export const TOKEN_FAMILIES: Families = {
  'JWT API with nested ids': (site) => {
    const { chance } = site;
    const [tokens, carts] = [new Set<string>(), new Map<string, Set<string>>()];
    const member = chance.of('token', 'access_token', 'jwt', 'idToken', 'accessToken');
    const isLet = (header = ''): boolean => tokens.has(header.replace('Bearer ', ''));
    site.on('POST /api/login', () => {
      const token = chance.token();
      tokens.add(token);
      return json({ data: chance.shuffled({ [member]: token, user: 'ada', expires_in: 3600 }) });
    });
    site.on('GET /api/me', ({ headers }) =>
      isLet(headers['authorization']) ? json({ name: 'Ada', roles: ['user'] }) : refused(401),
    );
    site.on('POST /api/carts', ({ headers }) => {
      if (!isLet(headers['authorization'])) return refused(401);
      const id = chance.id();
      carts.set(id, new Set());
      return json(chance.shuffled({ id, total: 0, items: [], currency: 'EUR' }), 201);
    });
    site.on('POST /api/carts/:cart/items', ({ headers, params }) => {
      const cart = carts.get(params['cart'] ?? '');
      if (!isLet(headers['authorization']) || cart === undefined) return refused(404);
      const id = chance.id();
      cart.add(id);
      return json({ id, quantity: 1, price: 1999 }, 201);
    });
    site.on('GET /api/carts/:cart/items/:item', ({ headers, params }) =>
      isLet(headers['authorization']) && carts.get(params['cart'] ?? '')?.has(params['item'] ?? '') === true
        ? json({ quantity: 1 })
        : refused(404),
    );
    return (visitor) => {
      visitor.send('/api/login', { json: { email: 'ada@example.com', password: 'S3cret-pass' } });
      const token = visitor.took(visitor.json<{ data: Record<string, string> }>().data[member] ?? '');
      const headers = { authorization: `Bearer ${token}` };
      visitor.send('/api/me', { headers });
      visitor.send('/api/carts', { method: 'POST', headers, json: { currency: 'EUR' } });
      const cart = visitor.took(visitor.json()['id'] ?? '');
      visitor.send(`/api/carts/${cart}/items`, { headers, json: { sku: 'HX-2041', quantity: 1 } });
      const item = visitor.took(visitor.json()['id'] ?? '');
      visitor.send(`/api/carts/${cart}/items/${item}`, { headers });
    };
  },

  'refresh of a token': (site) => {
    const { chance } = site;
    const [access, refresh] = [new Set<string>(), new Set<string>()];
    const pair = () => {
      const made = { access_token: chance.token(), refresh_token: chance.base64url(48), token_type: 'Bearer', expires_in: 300 };
      access.add(made.access_token);
      refresh.add(made.refresh_token);
      return json(made);
    };
    site.on('POST /oauth/token', ({ form }) =>
      form.get('grant_type') === 'password' || refresh.delete(form.get('refresh_token') ?? '') ? pair() : refused(400),
    );
    site.on('GET /accounts', ({ headers }) =>
      access.has((headers['authorization'] ?? '').slice(7)) ? json([{ iban: 'DE02', balance: 17 }]) : refused(401),
    );
    return (visitor) => {
      visitor.send('/oauth/token', {
        form: { grant_type: 'password', username: 'ada', password: 'S3cret-pass', client_id: 'web-app' },
      });
      const first = visitor.json();
      visitor.send('/accounts', { headers: { authorization: `Bearer ${visitor.took(first['access_token'] ?? '')}` } });
      visitor.send('/oauth/token', {
        form: { grant_type: 'refresh_token', refresh_token: visitor.took(first['refresh_token'] ?? '') },
      });
      visitor.send('/accounts', { headers: { authorization: `Bearer ${visitor.took(visitor.json()['access_token'] ?? '')}` } });
    };
  },

  'short numeric ids': (site) => {
    const { chance } = site;
    let next = chance.of(1, 3, 41, 97);
    const orders = new Map<string, string[]>();
    site.on('GET /api/products', () =>
      json([
        { id: 1, name: 'Lamp' },
        { id: 2, name: 'Desk' },
      ]),
    );
    site.on('POST /api/orders', () => {
      next += 1;
      orders.set(String(next), []);
      return json({ id: next, status: 'open', count: 1, page: 2 }, 201);
    });
    site.on('POST /api/orders/:id/lines', ({ params, json: read }) => {
      const order = orders.get(params['id'] ?? '');
      if (order === undefined || String(read()['orderId']) !== params['id']) return refused(404);
      order.push('x');
      return json({ lineId: next * 10 + order.length, order: Number(params['id']) }, 201);
    });
    site.on('GET /api/orders/:id', ({ params }) => (orders.has(params['id'] ?? '') ? json({ status: 'open' }) : refused(404)));
    site.on('DELETE /api/orders/:id/lines/:line', ({ params }) =>
      (params['line'] ?? '').startsWith(params['id'] ?? '-') && orders.has(params['id'] ?? '')
        ? json({ ok: true })
        : refused(404),
    );
    return (visitor) => {
      visitor.send('/api/products?page=1&size=20');
      visitor.send('/api/orders', { json: { productId: 2, quantity: 1 } });
      const order = visitor.took(String(visitor.json<{ id: number }>().id));
      visitor.send(`/api/orders/${order}/lines`, { json: { orderId: Number(order), productId: 1, quantity: 3 } });
      const line = visitor.took(String(visitor.json<{ lineId: number }>().lineId));
      visitor.send(`/api/orders/${order}`);
      visitor.send(`/api/orders/${order}/lines/${line}`, { method: 'DELETE' });
    };
  },

  'ETag and If-Match': (site) => {
    const { chance } = site;
    const shape = chance.of<() => string>(
      () => `"${chance.hex(6)}"`,
      () => `W/"${chance.word(8)}"`,
      () => `"${1 + chance.below(90)}"`,
      () => `"${chance.base64url(20)}"`,
    );
    let tag = shape();
    site.on('GET /documents/17', () => json({ title: 'x' }, 200, [['etag', tag]]));
    site.on('PUT /documents/17', ({ headers }) => {
      if (headers['if-match'] !== tag) return refused(412);
      const before = tag;
      while (tag === before) tag = shape();
      return json({ title: 'y' }, 200, [['etag', tag]]);
    });
    return (visitor) => {
      visitor.send('/documents/17');
      visitor.send('/documents/17', {
        method: 'PUT',
        json: { title: 'y' },
        headers: { 'If-Match': visitor.took(visitor.header('etag')) },
      });
      visitor.send('/documents/17', {
        method: 'PUT',
        json: { title: 'z' },
        headers: { 'If-Match': visitor.took(visitor.header('etag')) },
      });
    };
  },

  'pagination by cursor': (site) => {
    const { chance } = site;
    const [cursors, style] = [new Set<string>(), chance.of('member', 'link', 'address', 'relay')];
    const cursor = (): string => {
      const made = chance.of(
        chance.base64(18),
        chance.base64url(16),
        Buffer.from(`{"id":${chance.below(99_999)},"k":"${chance.hex(6)}"}`).toString('base64'),
      );
      cursors.add(made);
      return made;
    };
    site.on('GET /api/items', ({ query }) => {
      const given = query.get('cursor') ?? query.get('after');
      if (given !== null && !cursors.has(given)) return refused(400);
      const next = cursor();
      const address = `${site.origin}/api/items?limit=20&cursor=${encodeURIComponent(next)}`;
      const items = [
        { id: 'A-1', name: 'One' },
        { id: 'A-2', name: 'Two' },
      ];
      if (style === 'link') return json(items, 200, [['link', `<${address}>; rel="next"`]]);
      if (style === 'address') return json({ items, paging: { next: address, previous: null } });
      if (style === 'relay') return json({ data: { items: { edges: items, pageInfo: { endCursor: next, hasNextPage: true } } } });
      return json({ items, nextCursor: next, has_more: true });
    });
    return (visitor) => {
      visitor.send('/api/items?limit=20');
      for (let pages = 0; pages < 2; pages += 1) {
        const given = [...cursors].at(-1) ?? '';
        const name = style === 'relay' ? 'after' : 'cursor';
        visitor.send(`/api/items?limit=20&${name}=${encodeURIComponent(visitor.took(given))}`);
      }
    };
  },

  'a Location to go to': (site) => {
    const { chance } = site;
    const [orders, style] = [new Set<string>(), chance.of('absolute', 'path', 'relative')];
    site.on('POST /v1/orders', () => {
      const id = chance.of(chance.id(), String(58_000 + chance.below(900)));
      orders.add(id);
      const path = style === 'relative' ? `orders/${id}` : `/v1/orders/${id}`;
      return json({ accepted: true }, 201, [['location', style === 'absolute' ? site.origin + path : path]]);
    });
    site.on('GET /v1/orders/:id', ({ params }) => (orders.has(params['id'] ?? '') ? json({ state: 'open' }) : refused(404)));
    site.on('GET /v1/orders/:id/events', ({ params }) => (orders.has(params['id'] ?? '') ? json([]) : refused(404)));
    site.on('POST /v1/payments', ({ json: read }) =>
      orders.has(String(read()['orderId'])) ? json({ paid: true }) : refused(404),
    );
    return (visitor) => {
      visitor.send('/v1/orders', { json: { lines: [{ sku: 'HX-2041' }] } });
      const id = visitor.took(visitor.header('location').split('/').at(-1) ?? '');
      visitor.send(`/v1/orders/${id}`);
      visitor.send(`/v1/orders/${id}/events`);
      visitor.send('/v1/payments', { json: { orderId: id, amount: 1999 } });
    };
  },

  'a job that is asked for its state': (site) => {
    const { chance } = site;
    const jobs = new Map<string, number>();
    const form = chance.of('address', 'path', 'id');
    site.on('POST /api/reports', () => {
      const id = chance.id();
      jobs.set(id, 0);
      const path = `/api/jobs/${id}`;
      return json(
        form === 'id' ? { jobId: id } : { status: 'queued', statusUrl: form === 'path' ? path : site.origin + path },
        202,
      );
    });
    site.on('GET /api/jobs/:id', ({ params }) => {
      const id = params['id'] ?? '';
      if (!jobs.has(id)) return refused(404);
      return json({ state: 'done', result: { file: `${id}.pdf`, pages: 3 } });
    });
    site.on('GET /files/:name', ({ params }) =>
      jobs.has((params['name'] ?? '').replace('.pdf', '')) ? text('%PDF', 200, 'application/pdf') : refused(404),
    );
    return (visitor) => {
      visitor.send('/api/reports', { json: { kind: 'sales', year: 2026 } });
      const id = visitor.took([...jobs.keys()].at(-1) ?? '');
      visitor.send(`/api/jobs/${id}`);
      visitor.send(`/api/jobs/${id}`);
      visitor.send(`/files/${id}.pdf`);
    };
  },
};
