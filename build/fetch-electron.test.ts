// What is stored about a failed download, and what a download needs behind a proxy.
import { expect, test } from 'vitest';
import { causeIn, installerEnv } from './fetch-electron.ts';

test.each(['HTTPS_PROXY', 'https_proxy', 'http_proxy', 'ALL_PROXY'])('%s is used by the download', (name) => {
  expect(installerEnv({ [name]: 'http://proxy.example:3128' })).toMatchObject({ ELECTRON_GET_USE_PROXY: '1' });
});

test('without a proxy nothing is changed', () => {
  expect(installerEnv({ PATH: '/bin', HTTPS_PROXY: '' })).toEqual({ PATH: '/bin', HTTPS_PROXY: '' });
});

test.each([
  [
    'HTTPError: Response code 407 (Proxy Authentication Required)\n    at Request.<anonymous> (node:internal)\n',
    'Response code 407 (Proxy Authentication Required)',
  ],
  ['RequestError: connect ECONNREFUSED 127.0.0.1:9\n', 'connect ECONNREFUSED 127.0.0.1:9'],
  ['Downloading...\n', null],
  ['', null],
])('the proxy settings for %j are right', (said, cause) => {
  expect(causeIn(said)).toBe(cause);
});
