import { expect, test } from 'vitest';
import { isCurlCommand, parseCurl, parseCurls } from './curl.ts';

const COPIED = `fetch("http://127.0.0.1:8080/orders?a=1", {
  "headers": {
    "accept": "application/json",
    "content-type": "application/json",
    "content-length": "12"
  },
  "referrer": "http://127.0.0.1:8080/cart",
  "body": "{\\"note\\":\\"a); fetch (b\\"}",
  "method": "POST",
  "mode": "cors",
  "credentials": "include"
});`;

test('a request is read as a browser copies it as fetch()', () => {
  expect(isCurlCommand(COPIED)).toBe(true);
  const read = parseCurl(COPIED);
  expect(read).toMatchObject({
    ok: true,
    value: {
      step: { method: 'POST', url: 'http://127.0.0.1:8080/orders?a=1', body: '{"note":"a); fetch (b"}' },
      http: { followRedirects: 20 },
      notes: [expect.stringContaining('cookies of the browser')],
    },
  });
  const headers = read.ok ? read.value.step.headers : null;
  expect(headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/json',
    referer: 'http://127.0.0.1:8080/cart',
  });
});

test.each([
  ['fetch("http://h/")', { method: 'GET', url: 'http://h/' }],
  ['await fetch("http://h/", {"method": "delete"});', { method: 'DELETE' }],
  ['const response = await fetch("http://h/", {"body": "x", "method": "PUT",});'.replace(',}', '}'), { body: 'x' }],
])('%s', (text, step) => {
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step } });
});

test('several calls are several requests', () => {
  const read = parseCurls('fetch("http://h/a", {"method": "GET"}); ;\nfetch("http://h/b");');
  expect(read.ok && read.value.map(({ step }) => step.url)).toEqual(['http://h/a', 'http://h/b']);
});

test.each([
  ["fetch('http://h/')", 'double quotes'],
  ['fetch("http://h/", { method: "POST" })', 'double quotes'],
  ['fetch("http://h/", {"body": {"a": 1}})', 'not a text'],
])('%s is refused with what to do', (text, words) => {
  const read = parseCurl(text);
  expect(read.ok ? '' : read.failure.message).toContain(words);
});
