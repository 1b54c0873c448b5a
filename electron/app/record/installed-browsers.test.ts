// Which browsers are found on each system, and in which order.
import { expect, test } from 'vitest';
import { installedBrowsers } from './installed-browsers.ts';

function found(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...paths: readonly string[]): readonly (readonly string[])[] {
  const isProgram = (path: string): boolean => paths.includes(path);
  return installedBrowsers({ platform, env, home: '/Users/ada', isProgram }).map(({ name, path }) => [name, path]);
}

test('on Linux browsers are found by their names in PATH and at the paths of their packages', () => {
  const env = { PATH: '/home/ada/bin::/usr/bin:/snap/bin' };
  expect(found('linux', env, '/snap/bin/chromium', '/usr/bin/google-chrome', '/opt/brave.com/brave/brave')).toEqual([
    ['Google Chrome', '/usr/bin/google-chrome'],
    ['Chromium', '/snap/bin/chromium'],
    ['Brave', '/opt/brave.com/brave/brave'],
  ]);
  expect(found('linux', {}, 'chromium')).toEqual([]);
});

test('on a Mac browsers are found among the applications of the computer and of the user', () => {
  const edge = '/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
  const brave = '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser';
  expect(found('darwin', {}, edge, brave)).toEqual([
    ['Microsoft Edge', edge],
    ['Brave', brave],
  ]);
});

test('on Windows browsers are found below the folders for programs', () => {
  const env = { ProgramFiles: String.raw`C:\Program Files`, 'ProgramFiles(x86)': String.raw`C:\Program Files (x86)` };
  const edge = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
  expect(found('win32', env, edge)).toEqual([['Microsoft Edge', edge]]);
});

test('a named browser comes first, even if it does not exist', () => {
  const env = { ONRUSH_BROWSER: '/opt/mine', PATH: '/usr/bin' };
  expect(found('linux', env, '/usr/bin/chromium')).toEqual([
    ['mine', '/opt/mine'],
    ['Chromium', '/usr/bin/chromium'],
  ]);
});
