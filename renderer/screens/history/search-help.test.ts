import { expect, test } from 'vitest';
import { searchHelp } from './search-help.ts';

test.each([
  ['foo:bar', /^Runs have no “foo:”\. You can search/],
  ['tag:nightly status:500', /^Runs have no “status:”/],
  ['http://shop.example', /^You can search/],
  ['tag:weekly', /^You can search/],
  ['"foo:bar"', /^You can search/],
])('if %j finds nothing, it says what exists', (search, words) => {
  expect(searchHelp(search)).toMatch(words);
});
