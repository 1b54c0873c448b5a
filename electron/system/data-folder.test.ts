import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

test('ONRUSH_DATA_DIR takes precedence', () => {
  expect(dataFolder({ platform: 'linux', env: { ONRUSH_DATA_DIR: '/data/x' }, home: '/home/ada' })).toBe('/data/x');
});

test.each([
  ['linux', {}, '/home/ada/.config/Onrush'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/Onrush'],
  ['darwin', {}, '/home/ada/Library/Application Support/Onrush'],
] as const)('the folder on %s with %o is right', (platform, env, expected) => {
  expect(dataFolder({ platform, env, home: '/home/ada' })).toBe(expected);
});
