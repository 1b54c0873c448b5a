// Whether a newer version exists, and where nobody can know.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  expect(await quietNotice(FEED)).toBe('Version 999.0.0 Is Available');
  respond({ tag_name: 'v999.0.0', html_url: 'https://releases.example/v999' });
  electron.replies.push({ response: 1 });
  await lookForNewer(window, FEED);
  expect(electron.calls).toEqual(['open https://releases.example/v999']);
});

test('a feed that says nonsense, or names another kind of address, opens nothing', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const body of [{ tag_name: 'v999.0.0', html_url: 'file:///etc/passwd' }, {}, [], null]) {
    respond(body);
    expect(await quietNotice(FEED)).toBeNull();
    respond(body);
    await lookForNewer(window, FEED);
  }
  expect(electron.calls).toEqual([]);
  said.mockRestore();
});

test('without a feed nobody is asked', async () => {
  expect(await quietNotice(null)).toBeNull();
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
