// Services with their own addresses, documents and formats.
import type { Families } from './test-family.ts';
import { json, refused, text } from './test-site.ts';

export const SERVICE_FAMILIES: Families = {
  'links of a hypermedia API': (site) => {
    const { chance } = site;
    const tickets = new Set<string>();
    site.on('GET /api', () => json({ _links: { self: { href: '/api' }, tickets: { href: '/api/tickets' } } }));
    site.on('POST /api/tickets', () => {
      const id = chance.id();
      tickets.add(id);
      const self = `/api/tickets/${id}`;
      return json(
        {
          subject: 'x',
          _links: {
            self: { href: self },
            close: { href: `${self}/close` },
            comments: { href: `${self}/comments{?page}`, templated: true },
          },
        },
        201,
      );
    });
    site.on('POST /api/tickets/:id/close', ({ params }) =>
      tickets.has(params['id'] ?? '') ? json({ state: 'closed' }) : refused(404),
    );
    site.on('GET /api/tickets/:id/comments', ({ params }) =>
      tickets.has(params['id'] ?? '') ? json({ comments: [] }) : refused(404),
    );
    return (visitor) => {
      visitor.send('/api');
      visitor.send('/api/tickets', { json: { subject: 'Broken lamp', text: 'It is dark.' } });
      const id = visitor.took([...tickets].at(-1) ?? '');
      visitor.send(`/api/tickets/${id}/comments?page=1`);
      visitor.send(`/api/tickets/${id}/close`, { json: { reason: 'done' } });
    };
  },

  'ids of GraphQL': (site) => {
    const { chance } = site;
    const [boards, isInline] = [new Set<string>(), chance.below(2) === 1];
    const id = (): string => chance.of(Buffer.from(`Board:${1000 + chance.below(90_000)}`).toString('base64'), chance.id());
    site.on('POST /graphql', ({ json: read }) => {
      const {
        query = '',
        variables = {},
        operationName,
      } = read() as { query?: string; variables?: Record<string, unknown>; operationName?: string };
      if (operationName === 'MakeBoard') {
        const made = id();
        boards.add(made);
        return json({ data: { createBoard: { board: { id: made, name: 'x', __typename: 'Board' } } } });
      }
      const given = isInline
        ? (/id: "([^"]+)"/.exec(query)?.[1] ?? '')
        : String((variables['input'] as { boardId?: string } | undefined)?.boardId ?? variables['id']);
      return boards.has(given)
        ? json({ data: { node: { __typename: 'Board', name: 'x' } } })
        : json({ errors: [{ message: 'not found' }], data: null }, 404);
    });
    return (visitor) => {
      visitor.send('/graphql', {
        json: {
          operationName: 'MakeBoard',
          query: 'mutation MakeBoard($name: String!) { createBoard(name: $name) { board { id name } } }',
          variables: { name: 'Plans' },
        },
      });
      const made = visitor.took([...boards].at(-1) ?? '');
      const query = isInline
        ? `query Board { node(id: "${made}") { name } }`
        : 'query Board($id: ID!) { node(id: $id) { name } }';
      visitor.send('/graphql', { json: { operationName: 'Board', query, variables: isInline ? {} : { id: made } } });
      const rename = isInline
        ? `mutation R { rename(id: "${made}", name: "b") { name } }`
        : 'mutation R($input: RenameInput!) { rename(input: $input) { name } }';
      visitor.send('/graphql', {
        json: { operationName: 'R', query: rename, variables: isInline ? {} : { input: { boardId: made, name: 'b' } } },
      });
    };
  },

  'an upload to a signed address': (site) => {
    const { chance } = site;
    const signed = new Map<string, string>();
    const isForm = chance.below(2) === 1;
    site.on('POST /api/uploads', () => {
      const [key, signature] = [`uploads/${chance.hex(16)}`, chance.hex(64)];
      signed.set(key, signature);
      if (isForm)
        return json({
          url: `${site.origin}/bucket`,
          fields: { key, policy: chance.base64(60), 'x-amz-signature': signature, 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
        });
      return json({
        uploadUrl: `${site.origin}/${key}?X-Amz-Expires=900&X-Amz-Date=20261129T130000Z&X-Amz-Signature=${signature}`,
        fileKey: key,
      });
    });
    site.on('PUT /uploads/:key', ({ params, query }) =>
      signed.get(`uploads/${params['key'] ?? ''}`) === query.get('X-Amz-Signature') ? text('', 200) : refused(403),
    );
    site.on('POST /bucket', ({ body }) => {
      const read = (name: string): string => new RegExp(`name="${name}"\r\n\r\n([^\r]*)\r\n`).exec(body)?.[1] ?? '';
      return signed.get(read('key')) === read('x-amz-signature') && read('policy') !== '' ? text('', 204) : refused(403);
    });
    site.on('POST /api/documents', ({ json: read }) =>
      signed.has(String(read()['fileKey'])) ? json({ ok: true }, 201) : refused(400),
    );
    return (visitor) => {
      visitor.send('/api/uploads', { json: { name: 'report.txt', type: 'text/plain' } });
      const [key = '', signature = ''] = [...signed].at(-1) ?? [];
      visitor.took(key);
      visitor.took(signature);
      if (isForm) {
        const { fields } = visitor.json<{ fields: Record<string, string> }>();
        visitor.took(fields['policy'] ?? '');
        const parts = Object.entries(fields).map(
          ([name, value]) => `--b0undary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        );
        visitor.send('/bucket', {
          body: `${parts.join('')}--b0undary--\r\n`,
          headers: { 'content-type': 'multipart/form-data; boundary=b0undary' },
        });
      } else
        visitor.send(visitor.json()['uploadUrl'] ?? '', {
          method: 'PUT',
          body: 'hello',
          headers: { 'content-type': 'text/plain' },
        });
      visitor.send('/api/documents', { json: { fileKey: key, title: 'Report' } });
    };
  },

  'a claim of a token': (site) => {
    const { chance } = site;
    const users = new Map<string, string>();
    site.on('POST /session', () => {
      const id = chance.of(chance.uuid(), `user_${chance.word(12)}7`, chance.hex(24));
      const token = chance.jwt({ iss: 'shop', sub: id, role: 'user', iat: 1_790_000_000 });
      users.set(id, token);
      return json({ token });
    });
    site.on('GET /users/:id/orders', ({ params, headers }) =>
      headers['authorization'] === `Bearer ${users.get(params['id'] ?? '') ?? ''}` ? json([]) : refused(403),
    );
    return (visitor) => {
      visitor.send('/session', { json: { login: 'ada', password: 'S3cret-pass' } });
      const [id = '', token = ''] = [...users].at(-1) ?? [];
      visitor.send(`/users/${visitor.took(id)}/orders?sort=date`, {
        headers: { authorization: `Bearer ${visitor.took(token)}` },
      });
    };
  },

  'a revision of a document store': (site) => {
    const { chance } = site;
    const revs = new Map<string, string>();
    let count = 0;
    const rev = (): string => `${(count += 1)}-${chance.hex(32)}`;
    site.on('POST /db', () => {
      const [id, made] = [chance.hex(32), rev()];
      revs.set(id, made);
      return json({ ok: true, id, rev: made }, 201);
    });
    site.on('PUT /db/:id', ({ params, json: read }) => {
      const id = params['id'] ?? '';
      if (revs.get(id) !== read()['_rev']) return refused(409);
      const made = rev();
      revs.set(id, made);
      return json({ ok: true, id, rev: made }, 201);
    });
    site.on('DELETE /db/:id', ({ params, query }) =>
      revs.get(params['id'] ?? '') === query.get('rev') ? json({ ok: true }) : refused(409),
    );
    return (visitor) => {
      visitor.send('/db', { json: { kind: 'note', text: 'one' } });
      const first = visitor.json();
      const id = visitor.took(first['id'] ?? '');
      visitor.send(`/db/${id}`, { method: 'PUT', json: { _id: id, _rev: visitor.took(first['rev'] ?? ''), text: 'two' } });
      visitor.send(`/db/${id}?rev=${visitor.took(visitor.json()['rev'] ?? '')}`, { method: 'DELETE' });
    };
  },

  'XML and SOAP': (site) => {
    const { chance } = site;
    const sessions = new Map<string, string>();
    const xml = (body: string, status = 200) =>
      text(
        `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`,
        status,
        'text/xml; charset=utf-8',
      );
    site.on('POST /soap', ({ body }) => {
      if (body.includes('<Login')) {
        const [session, account] = [chance.token(), String(20_000 + chance.below(9999))];
        sessions.set(session, account);
        return xml(`<LoginResponse><SessionId>${session}</SessionId><AccountNo>${account}</AccountNo></LoginResponse>`);
      }
      const session = /<ses:SessionId>([^<]+)</.exec(body)?.[1] ?? '';
      const account = /<AccountNo>([^<]+)</.exec(body)?.[1] ?? '';
      return sessions.get(session) === account ? xml('<Balance>17</Balance>') : xml('<soap:Fault/>', 500);
    });
    return (visitor) => {
      const headers = { 'content-type': 'text/xml; charset=utf-8', SOAPAction: '"urn:bank"' };
      const soap = (body: string) =>
        `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
      visitor.send('/soap', { headers, body: soap('<Login><User>ada</User><Password>S3cret-pass</Password></Login>') });
      const session = visitor.took(visitor.find(/<SessionId>([^<]+)/));
      const account = visitor.took(visitor.find(/<AccountNo>([^<]+)/));
      visitor.send('/soap', {
        headers,
        body: soap(
          `<ses:Header><ses:SessionId>${session}</ses:SessionId></ses:Header><GetBalance><AccountNo>${account}</AccountNo></GetBalance>`,
        ),
      });
    };
  },
};
