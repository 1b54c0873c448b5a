import { expect, test } from 'vitest';
import { chooseHost, hasDisplay, type Surroundings } from './choose-host.ts';
import type { StartOptions } from './start-options.ts';

const plain: StartOptions = { browser: false, open: true, window: false, port: 0 };
const laptop: Surroundings = { hasDisplay: true, electron: '/electron', recentFailure: null };

test('with a display and the program, the window is chosen', () => {
  expect(chooseHost(plain, laptop)).toEqual({ kind: 'electron', program: '/electron' });
});

test('with a display but no program, the program is fetched', () => {
  expect(chooseHost(plain, { ...laptop, electron: null })).toEqual({ kind: 'fetch' });
});

test('a fetch that failed today is not repeated, and the reason is shown', () => {
  const choice = chooseHost(plain, { ...laptop, electron: null, recentFailure: 'no data came' });
  expect(choice).toEqual({ kind: 'browser', because: expect.stringContaining('no data came') });
});

test('the window can be asked for again on the same day', () => {
  const failed = { ...laptop, recentStartFailure: 'This system keeps it from starting.' };
  expect(chooseHost(plain, failed)).toEqual({
    kind: 'browser',
    because: expect.stringMatching(
      /^Electron did not start today\. This system keeps it from starting\. .*npm start -- --window$/,
    ),
  });
  expect(chooseHost({ ...plain, window: true }, failed)).toEqual({ kind: 'electron', program: '/electron' });
  const refused = { ...laptop, electron: null, recentFailure: 'status code 407' };
  expect(chooseHost(plain, refused)).toMatchObject({ because: expect.stringContaining('npm start -- --window') });
  expect(chooseHost({ ...plain, window: true }, refused)).toEqual({ kind: 'fetch' });
});

test('without a display, the browser host is chosen and nothing is fetched', () => {
  const choice = chooseHost(plain, { hasDisplay: false, electron: null, recentFailure: null });
  expect(choice).toEqual({ kind: 'browser', because: expect.stringContaining('no display') });
});

test('the browser host needs no reason if it was asked for', () => {
  expect(chooseHost({ ...plain, browser: true }, laptop)).toEqual({ kind: 'browser', because: null });
});

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
] as const)('whether there is a display on %s with %j: %s', (platform, env, expected) => {
  expect(hasDisplay(platform, env)).toBe(expected);
});
