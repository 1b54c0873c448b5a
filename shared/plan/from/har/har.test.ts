// Recordings of browsers and proxies, with what each of them writes differently.
import { expect, test } from 'vitest';
import { COMMAND_INPUTS } from '../../../rpc.ts';
import { imported, made, refusal } from '../imported/test-import.ts';
import { entry, har } from './test-recording.ts';

test('headers that a browser adds are not part of a step', () => {
  const text = har(
    entry('https://shop.test/api/items?q=a#top', {
      headers: [
        [':authority', 'shop.test'],
        ['Host', 'shop.test'],
        ['Content-Length', '0'],
        ['Cookie', 'session=1'],
        ['If-None-Match', 'W/"1"'],
        ['Accept', 'application/json'],
        ['Accept-Encoding', 'gzip, deflate, br, zstd'],
      ],
    }),
  );
  const { plan, leftOut } = made(`\uFEFF${text}`);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    method: 'GET',
    url: 'https://shop.test/api/items?q=a',
    headers: { Accept: 'application/json', 'Accept-Encoding': 'gzip, deflate, br' },
  });
  expect(leftOut).toEqual([
    'Cookies that the browser had before the recording are not sent: session.',
    "1 request asked whether the browser's copy was still good. A virtual user has no copy, so the whole response is requested.",
  ]);
});

test('static files, other sites, statistics, preflights and event streams are not ticked', () => {
  const text = har(
    entry('https://www.shop.test/', { type: 'text/html', resource: 'document' }),
    entry('https://cdn.shop.test/app.js', { type: 'application/javascript', resource: 'script' }),
    entry('https://api.shop.test/cart', { resource: 'fetch' }),
    entry('https://other.example/pixel', { type: 'image/gif' }),
    entry('https://www.google-analytics.com/collect', { method: 'POST' }),
    entry('https://api.shop.test/cart', { method: 'OPTIONS', headers: [['Access-Control-Request-Method', 'PUT']] }),
    entry('https://api.shop.test/events', { type: 'text/event-stream', resource: 'eventsource' }),
  );
  const aside = imported(text).scenarios[0]?.requests.map(({ leftAside }) => leftAside);
  expect(aside).toEqual([null, 'static', null, 'third-party', 'telemetry', 'preflight', 'stream']);
  const { plan, notTicked } = made(text);
  expect(plan.scenarios[0]?.steps).toHaveLength(2);
  expect(notTicked).toContain('1 static file: not ticked.');
});

test('WebSockets, requests without a response and other schemes are named and left out', () => {
  const text = har(
    entry('wss://shop.test/live', { status: 101 }),
    entry('https://shop.test/offline', { status: 0 }),
    entry('data:image/png;base64,AA=='),
    entry('https://shop.test/'),
  );
  const { plan, leftOut } = made(text);
  expect(plan.scenarios[0]?.steps.map(({ url }) => url)).toEqual(['https://shop.test/']);
  expect(leftOut.slice(0, 3)).toEqual([
    '1 WebSocket: left out.',
    '1 request that got no response when it was recorded: left out.',
    '1 entry that is not an HTTP request, such as data: or blob:: left out.',
  ]);
  expect(refusal(har(entry('wss://shop.test/live', { status: 101 })))).toBe(
    'This HAR file holds no request that Onrush can send: 1 WebSocket.',
  );
});

test('bodies are read as they were sent: text, parts of a form, or none', () => {
  const text = har(
    entry('https://shop.test/a', { postData: { mimeType: '', text: '' } }),
    entry('https://shop.test/b', {
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      postData: { mimeType: 'application/json', text: '{"a": "{{x}}"}\n' },
    }),
    entry('https://shop.test/c', {
      method: 'POST',
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [
          { name: 'a', value: '1+2' },
          { name: 'b', value: 'x y' },
        ],
      },
    }),
    entry('https://shop.test/d', {
      method: 'POST',
      headers: [['Content-Type', 'multipart/form-data; boundary=B']],
      postData: {
        mimeType: 'multipart/form-data; boundary=B',
        params: [
          { name: 'file', fileName: 'a.gif', contentType: 'image/gif', value: 'R0lG' },
          { name: 'note', value: 'hi' },
        ],
      },
    }),
  );
  const { plan, leftOut, files } = made(text);
  const [a, b, c, d] = plan.scenarios[0]?.steps ?? [];
  expect(a?.body).toBeUndefined();
  expect(b?.body).toBe(String.raw`{"a": "\{{x}}"}` + '\n');
  expect(c?.body).toBe('a=1%2B2&b=x+y');
  expect(d?.body).toEqual({
    multipart: [
      { name: 'file', file: 'a.gif', fileName: 'a.gif', type: 'image/gif' },
      { name: 'note', value: 'hi' },
    ],
  });
  expect(d?.headers).toEqual({});
  expect([leftOut, files]).toEqual([[], [{ name: 'a.gif', bytes: 'GIF' }]]);
});

test('a binary body is kept next to the plan, byte for byte', () => {
  const bytes = '\u0000\u0001\u00ff{{x}}';
  const postData = { mimeType: 'application/octet-stream', text: bytes };
  const { plan, files } = made(
    har(entry('https://shop.test/a', { method: 'POST', headers: [['Content-Type', 'application/octet-stream']], postData })),
  );
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    body: { file: 'body.bin', type: '' },
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  expect(files).toEqual([{ name: 'body.bin', bytes }]);
});

test.each([
  ['.npmrc', 'npmrc'],
  ['..', 'file'],
  ['.', 'file'],
  ['../../.ssh/authorized_keys', 'authorized_keys'],
  [String.raw`C:\Users\ada\.env`, 'env'],
  ['-rf', 'rf'],
  ['--', 'file'],
  ['con.txt', 'file-con.txt'],
  ['NUL', 'file-NUL'],
  ['lpt1.a.b', 'file-lpt1.a.b'],
  ['console.log', 'console.log'],
  [`${'a'.repeat(300)}.png`, `${'a'.repeat(60)}.png`],
  [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(58)}`],
  ['a b\u202e\n.txt', 'a_b_.txt'],
  ['日本語', '_'],
])('the file of a form that is called %j is kept as %s', (fileName, name) => {
  const params = [{ name: 'file', fileName, contentType: 'text/plain', value: 'x' }];
  const headers: [string, string][] = [['Content-Type', 'multipart/form-data; boundary=B']];
  const postData = { mimeType: 'multipart/form-data; boundary=B', params };
  const { plan, files } = made(har(entry('https://shop.test/d', { method: 'POST', headers, postData })));
  expect(files.map((file) => file.name)).toEqual([name]);
  expect(COMMAND_INPUTS['plans.keepFiles'].safeParse({ files: [{ name, base64: '' }] }).success).toBe(true);
  expect(plan.scenarios[0]?.steps[0]?.body).toMatchObject({ multipart: [{ file: name, fileName }] });
});

test('two files of a form are two files, even on systems that ignore case', () => {
  const params = ['a.txt', 'A.TXT', '.a.txt'].map((fileName) => ({ name: 'f', fileName, value: fileName }));
  const headers: [string, string][] = [['Content-Type', 'multipart/form-data; boundary=B']];
  const postData = { mimeType: 'multipart/form-data; boundary=B', params };
  const { files } = made(har(entry('https://shop.test/d', { method: 'POST', headers, postData })));
  expect(files.map(({ name }) => name)).toEqual(['a.txt', 'A-2.TXT', 'a-3.txt']);
});

test('it says which body the browser did not record', () => {
  const text = har(entry('https://shop.test/a', { method: 'POST', headers: [['Content-Length', '55']] }));
  expect(made(text).leftOut).toContain('POST /a: it sent 55 bytes that the recording does not hold, so its body is empty.');
});

test('pauses are those of the user, from the last response to the next request', () => {
  const text = har(
    entry('https://shop.test/a', { at: '2026-03-01T10:00:00.000Z', time: 500 }),
    entry('https://shop.test/b', { at: '2026-03-01T10:00:03.000Z', time: 10 }),
    entry('https://shop.test/c', { at: '2026-03-01T10:00:03.050Z' }),
  );
  const thinks = (keepsPauses: boolean): unknown[] | undefined =>
    made(text, { takes: () => true, keepsPauses }).plan.scenarios[0]?.steps.map(({ think }) => think);
  expect(thinks(true)).toEqual([2500, undefined, undefined]);
  expect(thinks(false)).toEqual([undefined, undefined, undefined]);
});

test('passwords, tokens and keys are names in the plan, and the same value has one name', () => {
  const text = har(
    entry('https://shop.test/login', {
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      postData: { mimeType: 'application/json', text: '{"user":"ada","password":"s3cret \\"x"}' },
    }),
    entry('https://shop.test/a', { headers: [['Authorization', 'Bearer abc.def']] }),
    entry('https://shop.test/b', {
      headers: [
        ['Authorization', 'Bearer abc.def'],
        ['X-Api-Key', 'k-1'],
      ],
    }),
    entry('https://shop.test/c', { headers: [['Authorization', `Basic ${Buffer.from('ada:geheim ä').toString('base64')}`]] }),
  );
  const { plan } = made(text);
  expect(plan.secrets).toEqual(['PASSWORD', 'TOKEN', 'API_KEY', 'PASSWORD_2']);
  expect(plan.scenarios[0]?.steps.map(({ auth }) => auth)).toEqual([
    undefined,
    { type: 'bearer', token: '{{TOKEN}}' },
    { type: 'bearer', token: '{{TOKEN}}' },
    { type: 'basic', user: 'ada', password: '{{PASSWORD_2}}' },
  ]);
  expect(plan.scenarios[0]?.steps[0]?.body).toBe('{"user":"ada","password":"{{PASSWORD}}"}');
  expect(JSON.stringify(plan)).not.toMatch(/s3cret|abc\.def|k-1|geheim/);
});

test('a recording with only a beacon imports that beacon', () => {
  const { plan } = made(
    har(
      entry('https://rum.example/collect', { method: 'POST', resource: 'ping', postData: { mimeType: 'text/plain', text: 'x' } }),
    ),
  );
  expect(plan.scenarios[0]?.steps).toHaveLength(1);
});

test('other files are distinguished from a HAR', () => {
  expect(refusal('{"entries": []}')).toMatch(/^This is JSON of another kind/);
  expect(refusal('{"log": {"entries": []}}')).toBe('This HAR file holds no request.');
  expect(refusal('{"log": {"entr')).toMatch(/^This looks like a HAR file, but it is cut off or broken/);
});
