import { expect, test } from 'vitest';
import { LargeHar } from './large-har.ts';

const LONG = `\\"a\\\\${'x'.repeat(3000)}`;

/** `size`: of the pieces in which the bytes arrive. */
function read(text: string, size = 7): unknown {
  const bytes = new TextEncoder().encode(text);
  const har = new LargeHar((bytes) => new TextDecoder().decode(bytes), 1000);
  for (let at = 0; at < bytes.length; at += size) har.add(bytes.subarray(at, at + size));
  return har.end();
}

const entry = (type: string, held = LONG): string =>
  `{"request":{"postData":{"mimeType":"image/png","text":"${held}"}},"response":{"content":{"size":1,"mimeType":"${type}","text":"${held}"}}}`;
const har = (...entries: string[]): string =>
  `\uFEFF{ "log": {"version":"1.2","pages":[{"id":"{[,"}],"entries" : [${entries.join(', ')}], "comment":"ä,]"} }\n`;

test('bodies that no import looks at are dropped before they are parsed, and nothing else is', () => {
  const given = har(
    entry('image/png'),
    entry('application/json'),
    entry('font/woff2'),
    entry('text/html; charset=utf-8'),
    entry('image/png', 'ä'),
  );
  const { log } = read(given) as { log: { entries: { response: { content: { text: string } } }[] } };
  expect(log.entries.map(({ response }) => response.content.text.length > 0)).toEqual([false, true, false, true, true]);
  for (const one of log.entries) Object.assign(one.response.content, { text: '' });
  const whole = JSON.parse(given.slice(1)) as typeof read extends never
    ? never
    : { log: { entries: { response: { content: { text: string } } }[] } };
  for (const one of whole.log.entries) Object.assign(one.response.content, { text: '' });
  expect(log).toEqual(whole.log);
});

test.each([1, 64, 5000, 1_000_000])('in pieces of %i bytes it gives the same result as when it is parsed at once', (size) => {
  const given = har(entry('text/html'), '{}', entry('application/json', 'ö€😀'));
  expect(read(given, size)).toEqual(JSON.parse(given.slice(1)));
});

test.each([
  '',
  '{{{',
  '"\\',
  ']}',
  `{"log":{"entries":[${'['.repeat(20_000)}`,
  har('{"a":}'),
  har('{"a":1').slice(0, -9),
  har(entry('image/png')).slice(0, 3500),
])('text that is not JSON gives nothing', (broken) => {
  expect(read(broken, 1000)).toBeUndefined();
});
