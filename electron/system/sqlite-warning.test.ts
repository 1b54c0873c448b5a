import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const SOURCE = new URL('./sqlite-warning.ts', import.meta.url).href;

test('only the warning about SQLite is hidden', () => {
  const code = `
    const { hideSqliteWarning } = await import(${JSON.stringify(SOURCE)});
    hideSqliteWarning();
    process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
    process.emitWarning('Something else is an experimental feature', 'ExperimentalWarning');
    process.emitWarning('SQLite is used in an old way', 'DeprecationWarning');`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(status).toBe(0);
  expect(stderr).not.toContain('SQLite is an experimental feature');
  expect(stderr).toContain('ExperimentalWarning: Something else is an experimental feature');
  expect(stderr).toContain('DeprecationWarning: SQLite is used in an old way');
});
