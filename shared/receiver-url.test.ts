import { expect, test } from 'vitest';
import { receiverUrlFault } from './receiver-url.ts';
import { settingsInput } from './settings.ts';

const SETTINGS = { theme: 'dark', stopWhenRefused: true, workers: null };

test.each(['http://127.0.0.1:4318', 'https://ada:s3@cret@collector.example/otlp?x=1', 'HTTP://[::1]:4318/', 'http://localhost'])(
  '%s is a URL of a receiver, and Node accepts it',
  (text) => {
    expect([receiverUrlFault(text), URL.canParse(text)]).toEqual([null, true]);
  },
);

test.each([
  '127.0.0.1:4318',
  'ftp://collector',
  'http://',
  'http:///x',
  'http://ada@',
  'http://a b:4318',
  'http://a:99999',
  'http://x/a b',
])('%s is not a URL of a receiver and not a setting', (text) => {
  expect(receiverUrlFault(text)).not.toBeNull();
  expect(settingsInput.safeParse({ ...SETTINGS, otlpUrl: text }).success).toBe(false);
});

test('no receiver is also a setting', () => {
  expect(settingsInput.safeParse({ ...SETTINGS, otlpUrl: ' ' }).data?.otlpUrl).toBe('');
});
