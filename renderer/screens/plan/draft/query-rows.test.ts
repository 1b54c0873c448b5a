import { expect, test } from 'vitest';
import { queryRows, withQueryRow } from './query-rows.ts';

const URL = 'http://a.test/list?page=2&q=a%20b&flag&id={{users.id}}#top';

test('the query is read as rows', () => {
  expect(queryRows(URL)).toEqual([
    { name: 'page', value: '2' },
    { name: 'q', value: 'a b' },
    { name: 'flag', value: '' },
    { name: 'id', value: '{{users.id}}' },
  ]);
  expect(queryRows('{{base}}/x')).toEqual([]);
});

test.each([
  [0, { name: 'page', value: '{{n}} & more' }, 'http://a.test/list?page={{n}}%20%26%20more&q=a%20b&flag&id={{users.id}}#top'],
  [1, { name: 'query', value: 'a b' }, 'http://a.test/list?page=2&query=a%20b&flag&id={{users.id}}#top'],
  [2, null, 'http://a.test/list?page=2&q=a%20b&id={{users.id}}#top'],
  [4, { name: 'new', value: '' }, 'http://a.test/list?page=2&q=a%20b&flag&id={{users.id}}&new#top'],
])('row %d becomes %j and the rest stays', (index, row, url) => {
  expect(withQueryRow(URL, index, row)).toBe(url);
});

test('the first row adds the question mark and the last one removes it', () => {
  expect(withQueryRow('{{base}}/x', 0, { name: 'a', value: '1' })).toBe('{{base}}/x?a=1');
  expect(withQueryRow('{{base}}/x?a=1', 0, null)).toBe('{{base}}/x');
});

test('a percent sign stays while it is typed', () => {
  const url = withQueryRow('http://a.test/', 0, { name: 'a', value: '5%' });
  expect(queryRows(url)).toEqual([{ name: 'a', value: '5%' }]);
});
