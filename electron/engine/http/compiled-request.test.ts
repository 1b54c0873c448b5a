// A request without holes is built once; one with holes becomes the same as its text with their values, or is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRequest, type RequestPieces } from './compiled-request.ts';
import { templateBytes } from './http1/request-bytes.ts';

type Scope = Readonly<Record<string, string>>;

const hole =
  (name: string) =>
  (scope: Scope): string =>
    scope[name] ?? '';

const GET: RequestPieces<Scope> = { step: 3, method: 'GET', url: ['http://a.test/x'], headers: [], body: [], keepsBody: null };

function send(pieces: Partial<RequestPieces<Scope>>, scope: Scope = {}): string {
  const compiled = compileRequest({ ...GET, ...pieces });
  const rendered = compiled.kind === 'constant' ? { ok: true as const, request: compiled.request } : compiled.render(scope);
  return rendered.ok ? templateBytes(rendered.request, true).bytes.toString('latin1') : rendered.reason;
}

test('a request without a hole is compiled once, and its bytes are shared', () => {
  const compiled = compileRequest({ ...GET, headers: [['x-a', ['b', 'c']]], body: [['héllo']], keepsBody: 100 });
  if (compiled.kind !== 'constant') throw new Error('It has no hole');
  expect(compiled.request).toMatchObject({
    step: 3,
    port: 80,
    path: '/x',
    headers: ['x-a', 'bc'],
    isShared: true,
    keepsBody: 100,
  });
  expect(templateBytes(compiled.request, true)).toBe(templateBytes(compiled.request, true));
  expect(compileRequest({ ...GET, body: [] })).toMatchObject({ request: { body: null } });
});

test('holes are filled in the URL, the headers and the body, and the length is adjusted', () => {
  const pieces: Partial<RequestPieces<Scope>> = {
    method: 'POST',
    url: ['http://a.test/carts/', hole('id'), '?q=', hole('q')],
    headers: [['Authorization', ['Bearer ', hole('token')]]],
    body: [['{"n":"', hole('q'), '"}']],
  };
  expect(send(pieces, { id: '7/8', q: 'é #1', token: 'abc' })).toBe(
    'POST /carts/7/8?q=%C3%A9%20%231 HTTP/1.1\r\nhost: a.test\r\nconnection: keep-alive\r\nAuthorization: Bearer abc\r\n' +
      `content-length: 14\r\n\r\n${Buffer.from('{"n":"é #1"}').toString('latin1')}`.replace('14', '13'),
  );
});

test.each([
  [['http://', hole('host'), '/x'], { host: 'b.test:81' }, 'GET /x HTTP/1.1\r\nhost: b.test:81\r\n'],
  [[hole('base'), '/../x?'], { base: 'http://b.test/y' }, 'GET /y/../x? HTTP/1.1\r\nhost: b.test\r\n'],
  [['http://a.test', hole('path')], { path: '/y z' }, 'GET /y%20z HTTP/1.1\r\nhost: a.test\r\n'],
  [['http://a.test/x#', hole('part')], { part: 'y' }, 'GET /x HTTP/1.1\r\n'],
  [['http://a.test/', hole('id')], { id: '1 HTTP/1.1' }, 'GET /1%20HTTP/1.1 HTTP/1.1\r\n'],
] as const)('the URL is sent as it was written: %#', (url, scope, begin) => {
  expect(send({ url }, scope).slice(0, begin.length)).toBe(begin);
});

test.each([
  [{ url: ['http://a.test/', hole('v')] }, 'a\r\nx: y', 'The URL would have a line break in it, so it was not sent.'],
  [{ url: ['http://a.test', hole('v')] }, '/a\n', 'The URL would have a line break in it, so it was not sent.'],
  [{ url: ['http://a.test/', hole('v')] }, '\u0000', 'The URL would have a control character in it, so it was not sent.'],
  [{ url: [hole('v')] }, 'ftp://a.test/', 'Onrush speaks http:// and https://, not ftp://.'],
  [{ url: ['http://', hole('v'), '/'] }, '999.1.1.1', expect.stringContaining('is not an IPv4 address')],
  [
    { headers: [['x-v', ['a', hole('v')]]] },
    '\r\nx: y',
    'The header "x-v" would have a line break in it, so the request was not sent.',
  ],
  [
    { headers: [['x-v', [hole('v')]]] },
    '\u0001',
    'The header "x-v" would have a control character in it, so the request was not sent.',
  ],
] as const)('%# is refused with a reason', (pieces, v, reason) => {
  expect(send(pieces, { v })).toEqual(reason);
});

test('with any values, a request has one request line, its own headers and its own length', () => {
  const pieces: Partial<RequestPieces<Scope>> = {
    method: 'PUT',
    url: ['http://a.test/', hole('a'), '/', hole('b')],
    headers: [['x-a', [hole('a')]]],
    body: [[hole('b'), hole('a')]],
  };
  const value = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('\r\n', 'a\nb', '#', '?', ' '));
  fc.assert(
    fc.property(value, value, (a, b) => {
      const sent = send(pieces, { a, b });
      if (!sent.startsWith('PUT ')) return;
      const [head = '', ...rest] = sent.split('\r\n\r\n');
      const lines = head.split('\r\n');
      expect(lines.map((line) => line.split(/[ :]/)[0])).toEqual([
        'PUT',
        'host',
        'connection',
        'x-a',
        ...lines.slice(4).map(() => 'content-length'),
      ]);
      expect(lines[0]).toMatch(/^PUT \/[!-~]* HTTP\/1\.1$/);
      const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
      expect(rest.join('\r\n\r\n')).toHaveLength(length);
      expect(length).toBe(Buffer.byteLength(b + a));
    }),
  );
});

test.each([
  [['http://a.test/a/../b/./c?#top'], '/a/../b/./c?'],
  [['http://a.test/a/../b?x=1#', hole('q')], '/a/../b?x=1'],
  [['http://a.test/a/../', hole('q')], '/a/../z'],
])('the target of %j is sent as it was typed', (url, target) => {
  expect(send({ url }, { q: 'z' })).toMatch(`GET ${target} HTTP/1.1`);
});
