import { expect, test } from 'vitest';
import { withValueAt } from './changed-value.ts';

const before = {
  name: 'a',
  list: [
    { url: 'x', rows: [1, 2] },
    { url: 'y', rows: [] },
  ],
};

test('the field is changed and everything else is the same object as before', () => {
  const after = withValueAt(before, 'list.0.url', 'z');
  expect(after).toEqual({
    name: 'a',
    list: [
      { url: 'z', rows: [1, 2] },
      { url: 'y', rows: [] },
    ],
  });
  expect(after.list[1]).toBe(before.list[1]);
  expect(after.list[0]?.rows).toBe(before.list[0]?.rows);
  expect(before.list[0]?.url).toBe('x');
});

test.each(['list.0.rows.1', 'name'])('%s is reached', (path) => {
  expect(JSON.stringify(withValueAt(before, path, 'new'))).toContain('"new"');
});

test.each(['list.7.url', 'name.length', 'other', 'list.x'])('%s leads nowhere and changes nothing', (path) => {
  expect(withValueAt(before, path, 'new')).toBe(before);
});

test('setting the same value changes nothing', () => {
  expect(withValueAt(before, 'list.0.url', 'x')).toBe(before);
});
