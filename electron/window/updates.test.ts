// A newer version: when somebody is asked for it, what is said of it, and what a signed package does about it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { newerVersionWords } from '../../shared/newer-version.ts';
import * as electron from './test-electron.ts';
import type { Updater } from './updater.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { isNewer, packageFacts } = await import('./newer-version.ts');
const { Updates } = await import('./updates.ts');

const FEED = 'https://releases.example/latest';
const PAGE = 'https://releases.example/v999';
const WANTED = { looksForNewer: true };
const respond = (body: unknown): void =>
  void electron.net.fetch.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body))));

let isRunGoingOn = false;
let window: electron.BrowserWindow;
let said: string[];

beforeEach(() => {
  electron.startAnew();
  electron.net.fetch.mockReset();
  isRunGoingOn = false;
  window = new electron.BrowserWindow();
  said = [];
});

interface Given {
  readonly feed?: string | null;
  readonly updater?: Partial<Updater>;
  readonly endFor?: (install: (giveUp: () => void) => void) => void;
}

function updatesOf({ feed = FEED, updater, endFor = () => undefined }: Given = {}): InstanceType<typeof Updates> {
  const loaded: Updater = {
    find: () => Promise.resolve('999.0.0'),
    download: () => Promise.resolve(),
    install: () => undefined,
    ...updater,
  };
  const updates = new Updates({
    feed,
    loadUpdater: updater === undefined ? null : () => Promise.resolve(loaded),
    isRunGoingOn: () => isRunGoingOn,
    endFor,
    handleChange: () => void said.push(updates.newer === null ? 'none' : newerVersionWords(updates.newer)),
  });
  return updates;
}

/** Asks, and presses this button of the dialog. */
async function press(updates: InstanceType<typeof Updates>, button: string): Promise<void> {
  const asked = electron.dialogs.length;
  electron.replies.push({ response: 1 });
  // The replies are given before the dialog is: which button is at 1 or 2 depends on what is offered.
  if (button === 'Download') electron.replies[0] = { response: 2 };
  await updates.show(window as never);
  const { buttons } = electron.dialogs[asked] as { readonly buttons: readonly string[] };
  expect(buttons).toContain(button);
}

function lastDialog(): unknown {
  return electron.dialogs.at(-1);
}

test.each([
  ['0.2.0', '0.1.9', true],
  ['0.10.0', '0.9.0', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['1.0.0-beta.1', '0.1.0', false],
  ['latest', '0.1.0', false],
])('%s after %s: %s', (version, current, expected) => {
  expect(isNewer(version, current)).toBe(expected);
});

test('a newer version is named, and its page opens on request', async () => {
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  const updates = updatesOf();
  await updates.lookQuietly(WANTED);
  expect(said).toEqual(['Version 999.0.0 is available.']);
  expect(electron.dialogs).toEqual([]);
  await press(updates, 'Open Its Page');
  expect(lastDialog()).toMatchObject({ message: 'Version 999.0.0 is available.', buttons: ['Close', 'Open Its Page'] });
  expect(electron.calls).toEqual([`open ${PAGE}`]);
});

test('a feed with invalid content or another kind of address opens nothing', async () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const body of [{ tag_name: 'v999.0.0', html_url: 'file:///etc/passwd' }, {}, [], null]) {
    respond(body);
    const updates = updatesOf();
    await updates.lookQuietly(WANTED);
    expect(updates.newer).toBeNull();
    await updates.show(window as never);
    expect(lastDialog()).toMatchObject({ message: 'Onrush could not check whether there is a newer version.' });
  }
  expect([electron.calls, said]).toEqual([[], []]);
  written.mockRestore();
});

test.each([[null], [{}], [{ looksForNewer: false }], [{ looksForNewer: 'true' }]])(
  'no server is asked if the settings are %j',
  async (settings) => {
    await updatesOf().lookQuietly(settings);
    expect(electron.net.fetch).not.toHaveBeenCalled();
  },
);

test('a feed on this computer is asked once, only for its latest release', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? 'no cookie'}`);
    response.writeHead(asked.length === 1 ? 200 : 500);
    response.end(JSON.stringify({ tag_name: 'v999.1.0', html_url: 'https://releases.example/v999.1' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`;
  electron.net.fetch.mockImplementation((url, init) => fetch(url, init as RequestInit));
  const found = async (): Promise<string | undefined> => {
    const updates = updatesOf({ feed });
    await updates.lookQuietly(WANTED);
    return updates.newer?.version;
  };
  expect(await found()).toBe('999.1.0');
  expect(asked).toEqual(['GET /latest no cookie']);
  // It is broken, and then gone: a start says nothing of that.
  expect(await found()).toBeUndefined();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await found()).toBeUndefined();
  expect(electron.dialogs).toEqual([]);
});

test('without a feed no server is asked', async () => {
  const updates = updatesOf({ feed: null });
  await updates.lookQuietly(WANTED);
  await updates.show(window as never);
  expect(electron.dialogs).toMatchObject([{ message: 'This build does not know where newer versions are published.' }]);
  expect(electron.net.fetch).not.toHaveBeenCalled();
});

test('the package says where newer versions are, and whether it may update itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-feed-'));
  expect(packageFacts(folder)).toEqual({ feed: null, updatesItself: false });
  for (const [manifest, facts] of [
    [{ releases: FEED }, { feed: FEED, updatesItself: false }],
    [
      { releases: 'http://releases.example/', updatesItself: 'true' },
      { feed: null, updatesItself: false },
    ],
    [
      { releases: 7, updatesItself: true },
      { feed: null, updatesItself: true },
    ],
  ]) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    expect(packageFacts(folder)).toEqual(facts);
  }
  rmSync(folder, { recursive: true });
});

test('a signed package downloads a newer version on request with its progress, and a restart ends the app first', async () => {
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  const installs: string[] = [];
  const updates = updatesOf({
    updater: {
      download: (_signal, handleShare) => {
        for (const share of [0.1, 0.104, 0.5]) handleShare(share);
        return Promise.resolve();
      },
      install: () => void installs.push('installed'),
    },
    endFor(install) {
      installs.push('ended');
      install(() => undefined);
    },
  });
  await updates.lookQuietly(WANTED);
  await press(updates, 'Download');
  expect(said).toEqual([
    'Version 999.0.0 is available.',
    'Version 999.0.0 is available.',
    'Version 999.0.0 is being downloaded: 0 %.',
    'Version 999.0.0 is being downloaded: 10 %.',
    'Version 999.0.0 is being downloaded: 50 %.',
    'Version 999.0.0 is ready to be installed.',
  ]);
  expect(installs).toEqual([]);
  await press(updates, 'Restart to Update');
  expect(installs).toEqual(['ended', 'installed']);
});

test('nothing is downloaded or installed while a run goes on, and a run that begins ends the download', async () => {
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  const updates = updatesOf({
    updater: {
      download: (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    },
  });
  isRunGoingOn = true;
  await updates.show(window as never);
  expect(lastDialog()).toMatchObject({
    buttons: ['Close', 'Open Its Page'],
    detail: expect.stringContaining('A run is going on'),
  });
  isRunGoingOn = false;
  const downloading = press(updates, 'Download');
  await vi.waitFor(() => expect(updates.newer?.state).toBe('downloading'), 30_000);
  updates.giveWay();
  await downloading;
  expect([updates.newer?.state, electron.dialogs.length]).toEqual(['available', 2]);
});

test('a version that cannot be downloaded changes nothing, and says so', async () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  for (const updater of [
    { find: () => Promise.resolve(null) },
    { find: () => Promise.resolve('999.0.0-beta.1') },
    { find: () => Promise.resolve('0.0.1') },
    { download: () => Promise.reject(new Error('sha512 checksum mismatch')) },
  ]) {
    const updates = updatesOf({ updater });
    await press(updates, 'Download');
    expect(updates.newer?.state).toBe('available');
    expect(lastDialog()).toMatchObject({ message: 'The newer version could not be downloaded.' });
  }
  written.mockRestore();
});

test('if a version cannot be installed, the present program starts again', async () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  const again = vi.fn<() => void>();
  const updates = updatesOf({
    updater: { install: (handleFailure) => handleFailure(new Error('the signature is another one')) },
    endFor: (install) => install(again),
  });
  await press(updates, 'Download');
  await press(updates, 'Restart to Update');
  expect(again).toHaveBeenCalledOnce();
  written.mockRestore();
});

test('there is one query at a time, even if the page asks repeatedly', async () => {
  respond({ tag_name: 'v999.0.0', html_url: PAGE });
  const updates = updatesOf();
  await Promise.all([updates.show(window as never), updates.show(window as never)]);
  expect(electron.dialogs).toHaveLength(1);
});
