import { openTestHistory } from './test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import { type Database } from './database.ts';
import { SettingsStore } from './settings-store.ts';

let database: Database;

beforeEach(() => {
  ({ database } = openTestHistory());
});

test('settings have defaults and keep their values', () => {
  const settings = new SettingsStore(database);
  expect(settings.get()).toEqual({ theme: 'system', stopWhenRefused: true, workers: null });
  expect(settings.set({ theme: 'dark', stopWhenRefused: false, workers: 3 })).toEqual({
    theme: 'dark',
    stopWhenRefused: false,
    workers: 3,
  });
  const texts = { otlpUrl: 'http://127.0.0.1:4318', reportHeading: 'Example Ltd' };
  expect(settings.set({ theme: 'dark', stopWhenRefused: true, workers: null, ...texts })).toMatchObject(texts);
  settings.set({ theme: 'light', stopWhenRefused: true, workers: null, otlpUrl: '', reportHeading: '' });
  expect(new SettingsStore(database).get()).toEqual({ theme: 'light', stopWhenRefused: true, workers: null });
});

test('an unknown value is read as the default', () => {
  database.write(() => database.prepare("INSERT INTO settings VALUES ('theme', 'plaid'), ('workers', '0')").run());
  expect(new SettingsStore(database).get()).toEqual({ theme: 'system', stopWhenRefused: true, workers: null });
});
