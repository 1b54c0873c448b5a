// Electron started from a terminal: it ends once, and may take its time for that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { electronOptions, endElectron } from './electron-process.ts';

test('it starts in its own process group, and never as plain Node', () => {
  const { env, detached } = electronOptions({ PATH: '/bin', ELECTRON_RUN_AS_NODE: '1' }, 'linux');
  expect([env, detached]).toEqual([{ PATH: '/bin' }, true]);
  expect(electronOptions({}, 'win32').detached).toBe(false);
});

test('it receives the signal to quit, and ends by itself', async () => {
  const code = `process.on('message', (word) => process.exit(word === 'quit' ? 7 : 1)); process.send('ready')`;
  const child = spawn(process.execPath, ['-e', code], { ...electronOptions(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  endElectron(child);
  expect((await once(child, 'exit'))[0]).toBe(7);
});
