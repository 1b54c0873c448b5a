// Texts as they are pasted: with what an editor, a terminal or a web page did to them.
import { expect, test } from 'vitest';
import { isCurlCommand, parseCurl } from './curl.ts';

test.each([
  ['a blank behind the backslash', "curl -H 'a: b' \\ \n  http://h/p", { headers: { a: 'b' } }],
  ['code in Markdown', "`curl -H 'a: b' http://h/p`", { headers: { a: 'b' } }],
  ['the prompt of a second line on Windows', 'C:\\>curl http://h/p ^\nMore? -H "a: b"', { headers: { a: 'b' } }],
  ['a function', 'function f() { curl http://h/p; }', { method: 'GET' }],
  ['a loop', 'for i in {1..10}; do curl http://h/p; done', { method: 'GET' }],
])('%s', (_, text, step) => {
  expect(isCurlCommand(text)).toBe(true);
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step: { url: 'http://h/p', ...step } } });
});

test.each([
  [
    'curl http://h/p \\\n\n  -d x',
    'Nothing joins -d to the line before it. End that line with a backslash, without an empty line between.',
  ],
  ['curl http://h/p\n  -H "a: b"', /^Nothing joins -H to the line before it/],
  ['curl.exe "http://h/p"\r\n -H "a: b"', /End that line with a caret/],
  ['curl \u201chttp://h/p\u201d', /begins with a typographic quote\. Write straight quotes/],
  ['curl http://h/wiki/A_(b)', 'A shell cannot read the bracket behind http://h/wiki/A_. Put it in quotes.'],
  ["curl http://h/p -d @<(jq -n '{}')", "A shell would put the output of <(jq -n '{}') in this place. Write that text instead."],
])('%s', (text, message) => {
  expect(parseCurl(text)).toMatchObject({
    ok: false,
    failure: { message: typeof message === 'string' ? message : expect.stringMatching(message) },
  });
});

test('single quotes inside double ones are text on Windows', () => {
  const text = 'curl.exe "http://h/p" -d "\'a\n\'b"';
  expect(parseCurl(text)).toMatchObject({ ok: true, value: { step: { body: "'a\n'b" } } });
});
