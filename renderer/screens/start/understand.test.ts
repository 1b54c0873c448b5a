import { expect, test } from 'vitest';
import { curlFacts, understand } from './understand.ts';

test.each([
  ['127.0.0.1:9100/x', 'http://127.0.0.1:9100/x'],
  ['localhost:9100', 'http://localhost:9100'],
  ['localhost', 'http://localhost'],
  ['[::1]:8080/a?b=1', 'http://[::1]:8080/a?b=1'],
  ['api:3000/items', 'http://api:3000/items'],
  ['shop.example/items', 'https://shop.example/items'],
  ['shop.example:8443', 'https://shop.example:8443'],
  ['printer.local', 'http://printer.local'],
])('%s needs no scheme', (typed, url) => {
  expect(understand(` ${typed} `)).toEqual({ kind: 'url', url, method: null, auth: null, isCompleted: true });
});

test('a URL stays as it is, and a method before it is read', () => {
  expect(understand('http://h/{"a":1}')).toMatchObject({ kind: 'url', url: 'http://h/{"a":1}', isCompleted: false });
  expect(understand('DELETE http://h/items/1')).toMatchObject({ kind: 'url', url: 'http://h/items/1', method: 'DELETE' });
  expect(understand('nonsense')).toMatchObject({ kind: 'url', url: 'nonsense', isCompleted: false });
});

test.each(['http://h/{{id}}', 'h:80/{id}', 'http://h/?a=${TOKEN}', "curl 'http://h/{{ id }}'", 'GET http://{{host}}/'])(
  '%s is refused because it has no value',
  (typed) => {
    const understood = understand(typed);
    expect(understood.kind === 'refused' ? understood.failure.message : understood.kind).toContain('Nothing fills in');
  },
);

test.each(['fetch(url)', 'http POST h/items'])('the kind of %s is named', (typed) => {
  const understood = understand(typed);
  expect(understood.kind === 'refused' ? understood.failure.message : understood.kind).toContain('cURL command');
});

test('text that a browser copies as fetch() or for PowerShell is read, and its kind is named', () => {
  expect(understand('fetch("http://h/", {"method": "POST", "body": "a"});')).toMatchObject({
    kind: 'curl',
    program: 'fetch',
    request: { step: { method: 'POST', url: 'http://h/', body: 'a' } },
  });
  expect(understand('Invoke-WebRequest -Uri "http://h/"')).toMatchObject({ kind: 'curl', program: 'PowerShell' });
  expect(understand('curl http://h/')).toMatchObject({ kind: 'curl', program: 'cURL' });
  expect(understand('wget -qO- http://h/')).toMatchObject({ kind: 'curl', program: 'wget' });
});

test('a plan is recognised by its JSON, and its first problem is shown', () => {
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const plan = { version: 1, name: 'Checkout', scenarios: [{ steps: [{ url: 'http://h/' }] }], load };
  expect(understand(JSON.stringify(plan))).toMatchObject({ kind: 'plan', plan: { name: 'Checkout' } });
  expect(understand(JSON.stringify({ ...plan, scenarios: [] })).kind).toBe('refused');
  expect(understand('{ "version": 1,')).toMatchObject({ kind: 'refused', failure: { message: expect.stringContaining('JSON') } });
});

test('a cURL command is summarised with the important facts', () => {
  const understood = understand(`curl -k -L -u ada:x http://h/ -H 'a: 1' -H 'b: 2' --data-raw 'päck'`);
  expect(understood.kind === 'curl' ? curlFacts(understood.request) : understood).toEqual([
    'POST',
    '3 headers',
    'body 5 B',
    'with credentials',
    'follows redirects',
    'certificate not checked',
  ]);
  const plain = understand('curl http://h/');
  expect(plain.kind === 'curl' ? curlFacts(plain.request) : plain).toEqual(['GET']);
});
