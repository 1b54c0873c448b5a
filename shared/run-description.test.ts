import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { LONGEST_NAME, LONGEST_NOTES, MOST_TAGS, runDescriptionFields, withTags } from './run-description.ts';

const schema = z.strictObject(runDescriptionFields);
const PLAIN = { name: 'Home page', notes: '', tags: [], starred: false };

test.each([
  [[], 'nightly', ['nightly']],
  [['nightly'], ' release-2.14, staging ', ['nightly', 'release-2.14', 'staging']],
  [['nightly'], 'Nightly', ['nightly']],
  [[], '#a ##b "c"', ['a', 'b', 'c']],
  [['a'], ' , ', ['a']],
] as const)('%j and the words of %j are the tags %j', (tags, text, expected) => {
  expect(withTags(tags, text)).toEqual(expected);
});

test('any text gives tags that a run may have', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const tags = texts.reduce<string[]>(withTags, []);
      expect(schema.safeParse({ ...PLAIN, tags }).success).toBe(true);
    }),
  );
});

test.each([
  [{ name: ' ' }],
  [{ name: 'n'.repeat(LONGEST_NAME + 1) }],
  [{ notes: 'n'.repeat(LONGEST_NOTES + 1) }],
  [{ tags: ['two words'] }],
  [{ tags: [''] }],
  [{ tags: ['a', 'A'] }],
  [{ tags: Array.from({ length: MOST_TAGS + 1 }, (_, at) => `t${at}`) }],
  [{ colour: 'red' }],
])('%j is refused', (change) => {
  expect(schema.safeParse({ ...PLAIN, ...change }).success).toBe(false);
});
