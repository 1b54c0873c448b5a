import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfirmedHostStore } from './confirmed-host-store.ts';
import { openDatabase, type Database } from './database.ts';

let folder = '';
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-hosts-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('confirmed hosts are listed by name, and a forgotten one is asked for again', () => {
  const hosts = new ConfirmedHostStore(database);
  for (const host of ['shop.example', 'api.example', 'shop.example']) hosts.add(host);
  expect(hosts.list()).toEqual(['api.example', 'shop.example']);
  hosts.remove('api.example');
  hosts.remove('never.example');
  expect(hosts.list()).toEqual(['shop.example']);
  expect(hosts.has('api.example')).toBe(false);
});
