// Whether a newer version exists, and when that cannot be known.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { isNewer } = await import('./newer-version.ts');
const { lookForNewer, quietNotice, releasesFeed } = await import('./version-notice.ts');

const FEED = 'https://releases.example/latest';
const respond = (body: unknown, status = 200): void =>
  void electron.net.fetch.mockResolvedValue(new Response(JSON.stringify(body), { status }));
const WANTED = { looksForNewer: true };
const window = {} as never;

beforeEach(() => {
  electron.startAnew();
  electron.net.fetch.mockReset();
});

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

test('a newer one is said in the menu, and its page is opened where somebody wants it', async () => {
  respond({ tag_name: 'v999.0.0', html_url: 'https://releases.example/v999' });
  expect(await quietNotice(WANTED, FEED)).toBe('Version 999.0.0 Is Available');
  respond({ tag_name: 'v999.0.0', html_url: 'https://releases.example/v999' });
  electron.replies.push({ response: 1 });
  await lookForNewer(window, FEED);
  expect(electron.calls).toEqual(['open https://releases.example/v999']);
});

test('a feed that says nonsense, or names another kind of address, opens nothing', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const body of [{ tag_name: 'v999.0.0', html_url: 'file:///etc/passwd' }, {}, [], null]) {
    respond(body);
    expect(await quietNotice(WANTED, FEED)).toBeNull();
    respond(body);
    await lookForNewer(window, FEED);
  }
  expect(electron.calls).toEqual([]);
  said.mockRestore();
});

test.each([[null], [{}], [{ looksForNewer: false }], [{ looksForNewer: 'true' }]])(
  'nobody is asked where the settings are %j',
  async (settings) => {
    expect(await quietNotice(settings, FEED)).toBeNull();
    expect(electron.net.fetch).not.toHaveBeenCalled();
  },
);

test('a feed on this computer is asked once, for nothing but its latest release', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? 'no cookie'}`);
    response.writeHead(asked.length === 1 ? 200 : 500);
    response.end(JSON.stringify({ tag_name: 'v999.1.0', html_url: 'https://releases.example/v999.1' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`;
  electron.net.fetch.mockImplementation((url, init) => fetch(url, init as RequestInit));
  expect(await quietNotice(WANTED, feed)).toBe('Version 999.1.0 Is Available');
  expect(asked).toEqual(['GET /latest no cookie']);
  // It is broken, and then gone: a start says nothing of that.
  expect(await quietNotice(WANTED, feed)).toBeNull();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await quietNotice(WANTED, feed)).toBeNull();
  expect(electron.dialogs).toEqual([]);
});

test('without a feed nobody is asked', async () => {
  expect(await quietNotice(WANTED, null)).toBeNull();
  await lookForNewer(window, null);
  expect(electron.dialogs).toMatchObject([{ message: 'This build does not know where newer versions are published.' }]);
  expect(electron.net.fetch).not.toHaveBeenCalled();
});

test('the package names it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-feed-'));
  expect(releasesFeed(folder)).toBeNull();
  for (const [releases, feed] of [
    [FEED, FEED],
    ['http://releases.example/', null],
    [7, null],
  ]) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ releases }));
    expect(releasesFeed(folder)).toBe(feed);
  }
  rmSync(folder, { recursive: true });
});
