import { expect, test } from 'vitest';
import { parseBuiltIn } from './built-in.ts';
import { builtInValue } from './built-in-values.ts';

const AT = { seed: 1, iteration: 0, vu: 0, epochMs: Date.UTC(2026, 10, 30, 7, 8, 9, 45) };

test.each([
  ['YYYY-MM-DD', '2026-11-30'],
  ['yyyy-MM-dd', '2026-11-30'],
  ['dd.MM.yyyy HH:mm', '30.11.2026 07:08'],
  ['YYYYMMDDTHHmmssSSSZ', '20261130T070809045Z'],
  ['SSS', '045'],
])('$now[%s] is %s', (format, text) => {
  const parsed = parseBuiltIn(`$now[${format}]`);
  expect(parsed.ok && parsed.builtIn.kind === 'now' && builtInValue(parsed.builtIn, 0, AT)).toBe(text);
});

test.each([
  ['YY-MM-DD', 'YY'],
  ['DD MMM YYYY', 'M'],
  ['ddd', 'ddd'],
  ['hh:mm a', 'hh'],
  ['%Y-%m-%d', '%Y'],
  ['day DD', 'day'],
])('$now[%s] is refused, because “%s” would be sent as it is', (format, rest) => {
  const parsed = parseBuiltIn(`$now[${format}]`);
  expect(parsed.ok ? '' : parsed.message).toContain(`“${rest}” stands for no part of the time. Write a format of YYYY,`);
});

test.each([
  ['$randomInt(1,3)', '$randomInt[1,3]'],
  ['$randomInt 5 200', '$randomInt[5,200]'],
  ['$now(YYYY-MM-DD)', '$now[YYYY-MM-DD]'],
  ['$processEnv API_URL', '$env.API_URL'],
  ['$randomUUID', '$guid'],
  ['$GUID', '$guid'],
  ['$datetime rfc1123', '$now'],
])('%s of another tool: %s is meant', (written, meant) => {
  const parsed = parseBuiltIn(written);
  expect(parsed.ok ? '' : parsed.message).toContain(`Did you mean {{${meant}}}?`);
});

test('a name without a similar one is not taken for another', () => {
  const parsed = parseBuiltIn('$randomEmail');
  expect(parsed.ok ? '' : parsed.message).toContain('There are $guid,');
});
