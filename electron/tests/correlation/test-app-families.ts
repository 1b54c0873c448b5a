// Single-page applications, and the values that their scripts generate.
import type { Families } from './test-family.ts';
import { json, page, redirect, refused, text } from './test-site.ts';

export const APP_FAMILIES: Families = {
  'ids that look like constants': (site) => {
    const { chance } = site;
    const orders = new Set<string>();
    let next = 2041 + chance.below(500);
    const form = chance.of(
      (number: number) => `ORD-${number}`,
      (number: number) => `INV${number}-A`,
      (number: number) => `order_${number}`,
    );
    site.on('GET /catalogue', () =>
      json({
        products: [
          { sku: 'ORD-1001', title: 'Desk' },
          { sku: 'LMP-1002', title: 'Lamp' },
        ],
        type: 'catalogue',
      }),
    );
    site.on('POST /orders', () => {
      const number = form((next += 1));
      orders.add(number);
      return json({ orderNumber: number, state: 'NEW', type: 'order' }, 201);
    });
    site.on('GET /orders/:number', ({ params }) => (orders.has(params['number'] ?? '') ? json({ state: 'NEW' }) : refused(404)));
    return (visitor) => {
      visitor.send('/catalogue');
      visitor.send('/orders', { json: { sku: 'ORD-1001', type: 'order' } });
      visitor.send(`/orders/${visitor.took(visitor.json()['orderNumber'] ?? '')}`);
    };
  },

  'one value from two responses': (site) => {
    const { chance } = site;
    const sessions = new Set<string>();
    site.on('POST /login', () => {
      const session = chance.token();
      sessions.add(session);
      return json({ sessionId: session });
    });
    site.on('GET /session', ({ headers }) =>
      sessions.has(headers['x-session'] ?? '') ? json({ sessionId: headers['x-session'], state: 'active' }) : refused(401),
    );
    site.on('POST /logout', ({ json: read }) => (sessions.has(String(read()['sessionId'])) ? json({ ok: true }) : refused(401)));
    return (visitor) => {
      visitor.send('/login', { json: { user: 'ada', pin: '4711' } });
      const session = visitor.took(visitor.json()['sessionId'] ?? '');
      visitor.send('/session', { headers: { 'x-session': session } });
      visitor.send('/logout', { json: { sessionId: session } });
    };
  },

  'a ticket for a socket': (site) => {
    const { chance } = site;
    const tickets = new Set<string>();
    site.on('POST /api/ws-ticket', () => {
      const ticket = chance.base64url(24);
      tickets.add(ticket);
      return json({ ticket, endpoint: '/live' });
    });
    site.on('GET /live/poll', ({ query }) => (tickets.has(query.get('ticket') ?? '') ? json({ events: [] }) : refused(401)));
    return (visitor) => {
      visitor.send('/api/ws-ticket', { method: 'POST', json: {} });
      const ticket = visitor.took(visitor.json()['ticket'] ?? '');
      visitor.send(`/live/poll?transport=polling&ticket=${ticket}`);
      visitor.send(`/live/poll?transport=polling&ticket=${ticket}&since=0`);
    };
  },

  'JSON within a form': (site) => {
    const { chance } = site;
    const drafts = new Map<string, string>();
    site.on('POST /drafts', () => {
      const [id, stamp] = [chance.id(), chance.hex(20)];
      drafts.set(id, stamp);
      return json({ draft: { id, stamp, kind: 'letter' } });
    });
    site.on('POST /save', ({ form }) => {
      const { draft_id: id = '', stamp = '' } = JSON.parse(form.get('payload') ?? '{}') as Record<string, string>;
      return drafts.get(id) === stamp ? json({ saved: 1 }) : refused(409);
    });
    return (visitor) => {
      visitor.send('/drafts', { method: 'POST', json: {} });
      const { draft } = visitor.json<{ draft: Record<string, string> }>();
      const payload = {
        draft_id: visitor.took(draft['id'] ?? ''),
        stamp: visitor.took(draft['stamp'] ?? ''),
        body: 'Dear {name}',
      };
      visitor.send('/save', { form: { action: 'save', payload: JSON.stringify(payload) } });
    };
  },

  'a list of which one is taken': (site) => {
    const { chance } = site;
    const [rooms, holds] = [Array.from({ length: 4 }, () => chance.hex(24)), new Set<string>()];
    site.on('GET /rooms', () => json({ rooms: rooms.map((id, at) => ({ id, name: `Room ${at + 1}`, beds: 2 })) }));
    site.on('POST /rooms/:id/hold', ({ params }) => {
      if (!rooms.includes(params['id'] ?? '')) return refused(404);
      const id = chance.word(16);
      holds.add(id);
      return json({ hold: { reference: id, minutes: 15 } }, 201);
    });
    site.on('POST /bookings', ({ json: read }) =>
      holds.delete(String(read()['holdReference'])) ? json({ ok: true }, 201) : refused(409),
    );
    return (visitor) => {
      visitor.send('/rooms?from=2026-12-01&to=2026-12-04');
      visitor.send(`/rooms/${rooms[2] ?? ''}/hold`, { json: { guests: 2 } });
      const { hold } = visitor.json<{ hold: Record<string, string> }>();
      visitor.send('/bookings', {
        json: { holdReference: visitor.took(hold['reference'] ?? ''), name: 'Ada Lovelace', email: 'ada@example.com' },
      });
    };
  },

  'a captcha and a step of a wizard': (site) => {
    const { chance } = site;
    const flows = new Map<string, number>();
    site.on('GET /signup', () => {
      const flow = chance.base64url(20);
      flows.set(flow, 1);
      return redirect(`/signup/step1?flow=${flow}`);
    });
    site.on('GET /signup/step1', ({ query }) =>
      flows.has(query.get('flow') ?? '')
        ? page(`<form method="post" action="/signup/step2?flow=${query.get('flow') ?? ''}"><input name="email"></form>`)
        : page('Gone', 410),
    );
    site.on('POST /signup/step2', ({ query, form }) =>
      flows.has(query.get('flow') ?? '') && form.get('email') !== null
        ? page(`<p>Thanks</p><img src="/captcha/${query.get('flow') ?? ''}.png">`)
        : page('Gone', 410),
    );
    site.on('GET /captcha/:name', ({ params }) =>
      flows.has((params['name'] ?? '').replace('.png', '')) ? text('png', 200, 'image/png') : refused(404),
    );
    return (visitor) => {
      visitor.go('/signup');
      const flow = visitor.took([...flows.keys()].at(-1) ?? '');
      visitor.go(`/signup/step2?flow=${flow}`, { form: { email: 'ada@example.com' } });
    };
  },
};
