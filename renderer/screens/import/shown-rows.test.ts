import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportGroup, ImportRow } from './import-rows.ts';
import { HEAD_HEIGHT, ROW_HEIGHT, shownRows } from './shown-rows.ts';

function groupsOf(sizes: readonly number[]): readonly ImportGroup[] {
  let number = 0;
  return sizes.map((size, g) => ({
    key: `g${g}`,
    name: g % 3 === 0 ? '' : `Page ${g}`,
    rows: Array.from({ length: size }, () => ({ key: String(number++) }) as ImportRow),
  }));
}

test('a short recording is drawn completely at any scroll position', () => {
  const groups = groupsOf([3, 4]);
  const shown = shownRows(groups, 5000, 400);
  expect(shown).toMatchObject({ above: 0, below: 0 });
  expect(shown.groups.map(({ rows }) => rows.length)).toEqual([3, 4]);
});

test('of a long recording the rows on the screen and few others are drawn, and it keeps its height', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const groups = groupsOf(all);
      const heightOf = (given: readonly { readonly name: string; readonly rows: number }[]): number =>
        given.reduce((sum, { name, rows }) => sum + (name === '' ? 0 : HEAD_HEIGHT) + rows * ROW_HEIGHT, 0);
      const total = heightOf(groups.map(({ name, rows }) => ({ name, rows: rows.length })));
      const top = share * Math.max(0, total - 600);
      const { above, groups: shown, below } = shownRows(groups, top, 600);
      const drawn = heightOf(shown.map(({ group, hasHead, rows }) => ({ name: hasHead ? group.name : '', rows: rows.length })));
      expect(above + drawn + below).toBe(total);
      expect(above).toBeLessThanOrEqual(top);
      expect(above + drawn).toBeGreaterThanOrEqual(Math.min(total, top + 600));
      const keys = shown.flatMap(({ rows }) => rows.map(({ key }) => Number(key)));
      expect(keys).toEqual(keys.map((_, at) => (keys[0] ?? 0) + at));
      if (groups.reduce((sum, { rows }) => sum + rows.length, 0) > 200) expect(keys.length).toBeLessThan(60);
    }),
  );
});
