import { expect, test } from 'vitest';
import { slimHar } from './slim-har.ts';

const LONG = `\\"a\\\\${'x'.repeat(3000)}`;

function slim(text: string): string {
  return new TextDecoder().decode(slimHar(new TextEncoder().encode(text)));
}

test('bodies that no import looks at are dropped before they are parsed, and nothing else is', () => {
  const entry = (type: string, held = LONG): string =>
    `{"request":{"postData":{"mimeType":"image/png","text":"${held}"}},"response":{"content":{"size":1,"mimeType":"${type}","text":"${held}"}}}`;
  const texts = (text: string): unknown =>
    (
      JSON.parse(text) as {
        log: { entries: { request: { postData: { text: string } }; response: { content: { text: string } } }[] };
      }
    ).log.entries.map(({ request, response }) => [request.postData.text.length > 0, response.content.text.length > 0]);
  const har = (...entries: string[]): string => `{"log":{"entries":[${entries.join(',')}]}}`;
  const given = har(
    entry('image/png'),
    entry('application/json'),
    entry('font/woff2'),
    entry('text/html; charset=utf-8'),
    entry('image/png', 'ä'),
  );
  expect(texts(slim(given))).toEqual([
    [true, false],
    [true, true],
    [true, false],
    [true, true],
    [true, true],
  ]);
  expect(slim(har(entry('application/json')))).toBe(har(entry('application/json')));
  for (const broken of ['{"log":{"entries":[{"response":{"content":{"mimeType":"image/png","text":"', '', '{{{', '"\\', ']}'])
    expect(slim(broken)).toBe(broken);
});
