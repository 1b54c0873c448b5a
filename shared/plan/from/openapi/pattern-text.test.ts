// Texts for the patterns of schemas. Each is compared with the expression of JavaScript, which the document means.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';
import { patternText } from './pattern-text.ts';

const ANY = { minLength: 0, maxLength: Infinity };

test.each([
  ['^[a-z]+$', 'string'],
  [String.raw`^\d{3}-\d{4}$`, '123-5678'],
  ['^[A-Z]{2}[0-9]{6}$', 'AB345678'],
  ['^(?:cat|dog)s?$', 'cat'],
  [String.raw`^\+?[1-9]\d{1,14}$`, '12'],
  ['^#?([a-f0-9]{6}|[a-f0-9]{3})$', 'abcdef'],
  [String.raw`^v\d+\.\d+\.\d+$`, 'v2.4.6'],
  ['^$|^[A-Z]{3}$', 'BCD'],
  ['^[A-Z]*$', 'A'],
  [String.raw`^\$\{x\}\/$`, '${x}/'],
  ['^[A-Z]{1,2048}$', 'A'],
  ['^(?<area>[0-9]{2})$', '12'],
  [String.raw`^\u0041\x42$`, 'AB'],
  [String.raw`^\p{Lu}{2}$`, 'AB'],
  ['^(?=.*[A-Z])(?=.*\\d)(?=.*[@$!]).{4,}$', 'aA1!'],
  ['^(?!abc)[a-z]{3}$', 'bcd'],
])('%s gives %s', (pattern, text) => {
  expect(patternText(pattern, ANY, 'string')).toBe(text);
  expect(text).toMatch(new RegExp(pattern, 'u'));
});

test.each([
  ['^[a-z]+[0-9]+$', 9, 9],
  ['^[A-Z]+$', 40, 41],
  ['X', 5, 5],
  ['9$', 5, 5],
  ['^(ab)+c?$', 7, 8],
  ['^[a-z]*$', 0, 0],
])('%s gets a text with a length of %i to %i', (pattern, minLength, maxLength) => {
  const text = patternText(pattern, { minLength, maxLength }, 'string') ?? 'none';
  expect(text).toMatch(new RegExp(pattern));
  expect(text.length).toBeGreaterThanOrEqual(minLength);
  expect(text.length).toBeLessThanOrEqual(maxLength);
});

test.each([String.raw`^(a)\1$`, '(?<=a)b', '^[A-Z]{2000}$', '^(', 'a**', '[z-a]', '[]', String.raw`\p{Greek}`, '('.repeat(2000)])(
  '%.20s has no text',
  (pattern) => expect(patternText(pattern, ANY, '!')).toBeNull(),
);

test('only matching texts are made, for any pattern', () => {
  const part = fc.constantFrom(
    'a',
    '[A-F]',
    '[^a-z]',
    String.raw`\d`,
    String.raw`\w`,
    '.',
    '(b|cd)',
    '(?:e+f)?',
    '-',
    '^',
    '$',
    '|',
    '[x-',
  );
  const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{3,}');
  const pattern = fc.array(fc.tuple(part, count), { maxLength: 6 }).map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(pattern, fc.nat(12), fc.nat(12), (given, minLength, more) => {
      const text = patternText(given, { minLength, maxLength: minLength + more }, 'string');
      if (text === null) return true;
      return new RegExp(given).test(text) && text.length >= minLength && text.length <= minLength + more;
    }),
  );
});

test('patterns that would take long are given up quickly', () => {
  const begun = performance.now();
  for (const pattern of [
    '^(a+)+$',
    '^((((a{1000}){1000}){1000}){1000})$',
    `^(${'^'.repeat(990)}a){1000}$`,
    `${'(a|b)*'.repeat(160)}!`,
  ])
    for (const minLength of [0, 1000]) patternText(pattern, { minLength, maxLength: Infinity }, '');
  expect(performance.now() - begun).toBeLessThan(2000);
});

test('an example of a document matches its pattern, and a pattern without one is named where it is used', () => {
  const { plan, leftOut } = made(`openapi: 3.1.0
info: { title: T }
servers: [ { url: 'https://a.test' } ]
paths:
  /items/{code}:
    post:
      parameters:
        - { name: code, in: path, required: true, schema: { type: string, pattern: '^[A-Z]{3}$' } }
        - { name: q, in: query, schema: { type: string, pattern: '^[A-Z]{3}$' } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                zip: { type: [ 'null', string ], pattern: '^\\d{5}$' }
                day: { type: string, format: date, pattern: '^\\d{4}-\\d\\d-\\d\\d$' }
                own: { type: string, pattern: '^x$', example: mine }
                twice: { type: string, pattern: '^(A|B)\\1$' }
      responses: { '200': { content: { application/json: { schema: { type: string, pattern: '^(C)\\1$' } } } } }
`);
  expect(plan.variables).toEqual({ base: 'https://a.test', code: 'ABC' });
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    url: '{{base}}/items/{{code}}',
    body: { json: { zip: '12345', day: '2019-08-24', own: 'mine', twice: 'string' } },
  });
  expect(leftOut).toEqual([
    String.raw`No text was made for the pattern ^(A|B)\1$: an ordinary one is in its place, which the server may refuse. Write one that matches.`,
  ]);
});
