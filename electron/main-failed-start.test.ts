// A start that fails says why, in a box of the system and in the log, against a double of Electron.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as electron from './window/test-electron.ts';

vi.mock('electron', () => import('./window/test-electron.ts'));

test('whatever keeps the window from opening is shown and logged, and the program ends as failed', async () => {
  electron.startAnew();
  const folder = mkdtempSync(join(tmpdir(), 'onrush-main-'));
  const { argv } = process;
  const { ready } = electron.app;
  vi.stubEnv('ONRUSH_DATA_DIR', folder);
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  process.argv = [process.execPath, '/checkout'];
  const failing = Promise.withResolvers<void>();
  electron.app.ready = failing.promise;
  onTestFinished(() => {
    printed.mockRestore();
    process.argv = argv;
    electron.app.ready = ready;
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  await import('./main.ts');
  failing.reject(new Error('There is no display.'));
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(1), 30_000);
  expect(electron.dialogs).toEqual([{ title: 'Onrush could not start', text: 'There is no display.' }]);
  expect(readFileSync(join(folder, 'logs', 'onrush.log'), 'utf8')).toContain('The start: Error: There is no display.');
});
