import { expect, test } from 'vitest';
import { z } from 'zod';
import { judgedOnce } from './judged-once.ts';

function countedList() {
  let count = 0;
  const item = z.strictObject({ url: z.string() }).superRefine(({ url }, context) => {
    count += 1;
    if (url === '') context.addIssue({ code: 'custom', message: 'Write a URL.', path: ['url'] });
  });
  const list = z.strictObject({ items: z.array(judgedOnce(item)) });
  return { list, judgedCount: () => count };
}

test('a frozen object is judged once, and its faults are found at each of its places', () => {
  const { list, judgedCount } = countedList();
  const sound = Object.freeze({ url: 'a' });
  const faulty = Object.freeze({ url: '' });
  const pathsOf = (items: readonly unknown[]): unknown => list.safeParse({ items }).error?.issues.map(({ path }) => path);
  expect(pathsOf([sound, faulty])).toEqual([['items', 1, 'url']]);
  expect(pathsOf([faulty, sound, faulty])).toEqual([
    ['items', 0, 'url'],
    ['items', 2, 'url'],
  ]);
  expect(list.parse({ items: [sound] })).toEqual({ items: [{ url: 'a' }] });
  expect(judgedCount()).toBe(2);
});

test('an object that can change is judged each time', () => {
  const { list } = countedList();
  const item = { url: 'a' };
  expect(list.safeParse({ items: [item] }).success).toBe(true);
  item.url = '';
  expect(list.safeParse({ items: [item] }).success).toBe(false);
});
