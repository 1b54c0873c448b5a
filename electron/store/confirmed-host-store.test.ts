import { openTestHistory } from './test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import { ConfirmedHostStore } from './confirmed-host-store.ts';
import { type Database } from './database.ts';

let database: Database;

beforeEach(() => {
  ({ database } = openTestHistory());
});

test('confirmed hosts are listed by name, and a forgotten one must be confirmed again', () => {
  const hosts = new ConfirmedHostStore(database);
  for (const host of ['shop.example', 'api.example', 'shop.example']) hosts.add(host);
  expect(hosts.list()).toEqual(['api.example', 'shop.example']);
  hosts.remove('api.example');
  hosts.remove('never.example');
  expect(hosts.list()).toEqual(['shop.example']);
  expect(hosts.has('api.example')).toBe(false);
});
