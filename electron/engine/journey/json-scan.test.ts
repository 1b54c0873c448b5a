// Scanning the bytes finds what JSON.parse and a walk through its document find, for any text and any path.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonPath } from '../../../shared/plan/journey/json-path.ts';
import { parseExactJson } from '../../../shared/plan/journey/value.ts';
import { JsonScan } from './json-scan.ts';

const DEPTH = 3;
const KEYS = ['a', 'b', 'ä', '__proto__', '', 'length'];

const key = fc.constantFrom(...KEYS);
const keys = fc.array(fc.oneof(key, fc.integer({ min: -3, max: 3 })), { minLength: 1, maxLength: DEPTH });
const blanks = fc.stringMatching(/^[ \t\r\n]{0,2}$/);
const scalar = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '1.5e3',
    '-2E-1',
    'true',
    'false',
    'null',
    '""',
    String.raw`"\u0041\n"`,
    '"ü"',
    '12345678901234567890',
  ),
  fc.string().map((text) => JSON.stringify(text)),
);

/** With white space anywhere and with repeated keys, which JSON.stringify never writes. */
const { text } = fc.letrec<{ text: string; list: string; object: string }>((tie) => ({
  text: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('object')),
  list: fc
    .tuple(blanks, fc.array(tie('text'), { maxLength: 4 }))
    .map(([blank, items]) => `[${blank}${items.join(`${blank},${blank}`)}${blank}]`),
  object: fc
    .tuple(blanks, fc.array(fc.tuple(key, tie('text')), { maxLength: 4 }))
    .map(
      ([blank, members]) =>
        `{${blank}${members.map(([name, value]) => `${JSON.stringify(name)}${blank}:${blank}${value}`).join(`,${blank}`)}}`,
    ),
}));

/** One byte is removed, inserted or changed. */
const broken = fc
  .tuple(text, fc.nat(), fc.constantFrom(...'{}[]",:0e.-\\ tu\u0007\u00e9'.split('')), fc.nat({ max: 2 }))
  .map(([whole, place, letter, kind]) => {
    const at = place % (whole.length + 1);
    return whole.slice(0, at) + (kind === 0 ? '' : letter) + whole.slice(kind === 1 ? at : at + 1);
  });

function scanner(): JsonScan {
  const scan = new JsonScan();
  scan.prepareFor(Array.from({ length: DEPTH }, () => 0));
  return scan;
}

function pathOf(names: readonly (string | number)[]) {
  const parsed = parseJsonPath(`$${names.map((name) => `[${JSON.stringify(name)}]`).join('')}`);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.path;
}

test('a text is JSON exactly if JSON.parse says so, and the same values are found in it', () => {
  const scan = scanner();
  fc.assert(
    fc.property(fc.oneof(text, broken), keys, fc.boolean(), (json, names, hasMark) => {
      const whole = parseExactJson(json);
      expect(scan.read(Buffer.from(hasMark ? `\uFEFF${json}` : json))).toBe(whole !== null);
      if (whole === null || scan.isUndecided) return;
      const [value] = pathOf(names)(whole.value);
      const place = scan.find(names.map((name) => (typeof name === 'string' ? Buffer.from(name) : name)));
      expect(place === -1).toBe(value === undefined);
      if (place === -1) return;
      expect(scan.valueAt(place)).toEqual(value);
      expect(scan.lengthAt(place)).toBe(Array.isArray(value) ? value.length : -1);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  '',
  ' ',
  '{',
  '[1,]',
  '{"a":1,}',
  '01',
  '1.',
  '.5',
  '+1',
  '1e',
  'nul',
  'truex',
  '"\t"',
  '"\\x"',
  '"\\u12g4"',
  '"',
  '{"a"}',
  '{a:1}',
  '[1 2]',
  '[]]',
  '\uFEFF\uFEFF1',
  '-',
  'NaN',
])('%j is not JSON', (json) => {
  expect(parseExactJson(json.replace(/^\uFEFF/, ''))).toBeNull();
  expect(scanner().read(Buffer.from(json))).toBe(false);
});

test('lists of any depth are scanned', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  expect(scanner().read(Buffer.from(deep))).toBe(true);
  expect(scanner().read(Buffer.from(deep.slice(1)))).toBe(false);
});

test('a key with escapes is left to the parsed document', () => {
  const scan = scanner();
  scan.read(Buffer.from(String.raw`{"\u0061":1}`));
  expect(scan.isUndecided).toBe(true);
  scan.read(Buffer.from('{"a":1}'));
  expect(scan.isUndecided).toBe(false);
});
