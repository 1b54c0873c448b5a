// The program that was started for its self-check alone, against a double of Electron: it may run beside one that is open.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SelfCheck } from '../shared/self-check.ts';
import * as electron from './window/test-electron.ts';

vi.mock('electron', () => import('./window/test-electron.ts'));

test('it prints one JSON object and ends, and leaves the history and the window of the open program alone', async () => {
  electron.startAnew();
  const folder = mkdtempSync(join(tmpdir(), 'onrush-main-'));
  const data = join(folder, 'data');
  const { argv } = process;
  vi.stubEnv('ONRUSH_DATA_DIR', data);
  electron.app.setPath('temp', folder);
  // Another program is open on this data folder.
  electron.app.isFirst = false;
  process.argv = [process.execPath, '/checkout', '--self-check'];
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    printed += String(text);
    for (const one of rest) if (typeof one === 'function') one();
    return true;
  });
  onTestFinished(() => {
    write.mockRestore();
    process.argv = argv;
    electron.app.isFirst = true;
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  await import('./main.ts');
  const session = electron.app.paths.get('sessionData') ?? '';
  expect([session.startsWith(join(folder, 'onrush-check-window-')), existsSync(session)]).toEqual([true, true]);
  await vi.waitFor(() => expect(electron.app.exitCode).not.toBeNull(), 60_000);
  const check = JSON.parse(printed) as SelfCheck;
  // The double draws nothing, which is noticed.
  expect([check.host, check.passed, electron.app.exitCode]).toEqual(['electron', false, 1]);
  expect(check.parts).toContainEqual(expect.objectContaining({ name: 'window', state: 'passed' }));
  expect(check.parts).toContainEqual(expect.objectContaining({ name: 'bridge', state: 'failed' }));
  // Neither a history, nor a note for other programs, nor what was Chromium's.
  expect(readdirSync(folder)).toEqual([]);
});
