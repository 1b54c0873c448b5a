import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from '../plan-parse.ts';
import { isCurlCommand, onOneLine, parseCurl } from './curl.ts';

function requestOf(text: string) {
  const parsed = parseCurl(onOneLine(text));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

test('as a browser copies it', () => {
  const text = `curl 'https://shop.example/api/cart?id=1' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'content-type: application/json' \\
  -H 'content-length: 12' \\
  --data-raw $'{"name":"Ann\\'s"}' \\
  --compressed`;
  expect(isCurlCommand(text)).toBe(true);
  expect(requestOf(text)).toEqual({
    step: {
      method: 'PUT',
      url: 'https://shop.example/api/cart?id=1',
      headers: { accept: '*/*', 'content-type': 'application/json' },
      body: `{"name":"Ann's"}`,
    },
    http: {},
    tls: {},
  });
});

test.each([
  ['curl localhost:8080', { method: 'GET', url: 'http://localhost:8080' }],
  [
    'curl -d a=1 -d "b=2 3" http://h/',
    { method: 'POST', body: 'a=1&b=2 3', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['curl -G -d a=1 http://h/?x=y', { method: 'GET', url: 'http://h/?x=y&a=1' }],
  ['curl -I http://h/', { method: 'HEAD' }],
  ['curl -XDELETE http://h/', { method: 'DELETE' }],
  ['curl --request=PATCH http://h/', { method: 'PATCH' }],
  ['curl -u ada:s:t http://h/', { auth: { type: 'basic', user: 'ada', password: 's:t' } }],
  ['curl -b "a=1; b=2" -A me http://h/', { headers: { cookie: 'a=1; b=2', 'user-agent': 'me' } }],
  [
    'curl --json {} http://h/',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', accept: 'application/json' } },
  ],
])('%s', (text, step) => {
  expect(requestOf(text).step).toMatchObject(step);
});

test('how it travels is kept', () => {
  expect(requestOf('curl -k -L -x http://127.0.0.1:3128 https://h/')).toMatchObject({
    http: { followRedirects: 20, proxy: 'http://127.0.0.1:3128' },
    tls: { verify: false },
  });
});

test.each([
  ['curl', 'names no URL'],
  ['curl -H "a: b', 'never closed'],
  ['curl -F a=@b http://h/', 'option -F has no place'],
  ['curl -d @body.json http://h/', 'from the file body.json'],
  ['curl -b jar.txt http://h/', 'cookies from the file jar.txt'],
  ['curl http://a/ http://b/', 'second URL, http://b/'],
  ['curl http://a/ -H', 'option -H needs a value'],
  ['curl http://a/ -H nonsense', '"nonsense" is no header'],
])('%s is refused in a sentence', (text, sentence) => {
  const parsed = parseCurl(text);
  expect(parsed.ok ? '' : parsed.failure.message).toContain(sentence);
});

test('any text quoted as a shell wants it comes out as it was', () => {
  fc.assert(
    fc.property(fc.string(), (body) => {
      const quoted = `'${body.replaceAll("'", `'\\''`)}'`;
      const parsed = parseCurl(`curl http://127.0.0.1/ --data-raw ${quoted}`);
      expect(parsed).toMatchObject({ ok: true, value: { step: { body } } });
      if (!parsed.ok) return;
      const { step, http, tls } = parsed.value;
      const load = { model: 'iterations', iterations: 1, vus: 1 };
      expect(parsePlan({ version: 1, scenarios: [{ steps: [step] }], load, http, tls }).ok).toBe(true);
    }),
  );
});
