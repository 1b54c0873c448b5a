import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.each([
  ['/home/me/users.csv', 'users.csv'],
  ['C:\\data\\users.csv', 'users.csv'],
  ['users.csv', 'users.csv'],
  ['', ''],
])('the file for %o is called %o', (path, name) => {
  expect(fileNameOf(path)).toBe(name);
});
