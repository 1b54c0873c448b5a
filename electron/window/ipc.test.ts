// The two channels of the window: who may give commands, and what is transferred.
import { beforeEach, expect, test, vi } from 'vitest';
import { succeed } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { exampleRun, exampleSnapshot } from '../../shared/test-example-run.ts';
import { unpack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { connectWindow } = await import('./ipc.ts');

const SNAPSHOTS = Array.from({ length: 50 }, () => exampleSnapshot({}));
const OWN = { senderFrame: { url: 'onrush://app/', parent: null } };
let tell: (event: HostEvent) => void;
let window: electron.BrowserWindow;

beforeEach(() => {
  electron.startAnew();
  window = new electron.BrowserWindow();
  const onrush: Pick<OnrushApp, 'call' | 'listen'> = {
    call: (name) => Promise.resolve(succeed({ name, snapshots: SNAPSHOTS })),
    listen(handle) {
      tell = handle;
      return () => undefined;
    },
  };
  connectWindow(onrush, window as never);
});

test('a reply crosses as one array of bytes, with nothing around it', async () => {
  const reply = await window.webContents.ipc.invoke(OWN, 'onrush:call', 'runs.open', {});
  expect(reply).toBeInstanceOf(Uint8Array);
  expect((reply as Uint8Array).buffer.byteLength).toBe((reply as Uint8Array).length);
  expect(unpack(reply as Uint8Array)).toEqual(succeed({ name: 'runs.open', snapshots: SNAPSHOTS }));
});

test('an event crosses as one array of bytes, and not to a page that crashed', () => {
  const event: HostEvent = { type: 'run', event: { type: 'ended', row: exampleRun({}) } };
  tell(event);
  window.webContents.hasCrashed = true;
  tell(event);
  const sent = window.webContents.sent as [string, Uint8Array][];
  expect(sent.map(([channel, bytes]) => [channel, unpack(bytes), bytes.buffer.byteLength === bytes.length])).toEqual([
    ['onrush:event', event, true],
  ]);
});

test.each([
  ['another page', { senderFrame: { url: 'https://example.com/', parent: null } }],
  ['a frame within the page', { senderFrame: { url: 'onrush://app/', parent: {} } }],
  ['a frame that is gone', { senderFrame: null }],
])('%s is refused', async (_who, sender) => {
  const reply = unpack((await window.webContents.ipc.invoke(sender, 'onrush:call', 'runs.list', {})) as Uint8Array);
  expect(reply).toMatchObject({ ok: false, failure: { code: 'bad_request' } });
});

test('the result of a command is reported to a listener', async () => {
  const heard: unknown[] = [];
  const other = new electron.BrowserWindow();
  connectWindow({ call: (name) => Promise.resolve(succeed(name)), listen: () => () => undefined }, other as never, {
    'settings.set': (value) => heard.push(value),
  });
  await other.webContents.ipc.invoke(OWN, 'onrush:call', 'settings.set', {});
  await other.webContents.ipc.invoke(OWN, 'onrush:call', 'settings.get', {});
  expect(heard).toEqual(['settings.set']);
});
