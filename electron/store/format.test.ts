// The description of the file names every version and every table.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from './migrations.ts';

const text = readFileSync(join(import.meta.dirname, 'FORMAT.md'), 'utf8');

test('every version of the file is described', () => {
  const versions = [...text.matchAll(/^\| (\d+) \| .+ \|$/gm)].map(([, version]) => Number(version));
  expect(versions).toEqual(MIGRATIONS.map((_, at) => at + 1));
});

test('every table and every later column is named', () => {
  const sqlite = new DatabaseSync(':memory:');
  for (const step of MIGRATIONS) sqlite.exec(step);
  const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const columns = MIGRATIONS.flatMap((step) => [...step.matchAll(/ALTER TABLE (\w+) ADD COLUMN (\w+)/g)]);
  sqlite.close();
  const names = [...tables.map(({ name }) => String(name)), ...columns.map(([, table, column]) => `${table}.${column}`)];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
