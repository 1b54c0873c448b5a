import { expect, test } from 'vitest';
import { outsideAddress } from './outside-address.ts';

test.each([
  ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/', undefined],
  ['http://ada:s3cret@127.0.0.1:4318/v1/metrics', 'http://127.0.0.1:4318/v1/metrics', 'ada:s3cret'],
  ['https://ada@example.test/', 'https://example.test/', 'ada:'],
  ['https://:s3cret@example.test/', 'https://example.test/', ':s3cret'],
  ['https://a%40b:p%3Aw%C3%BC@example.test/', 'https://example.test/', 'a@b:p:wü'],
  ['https://ada:100%@example.test/', 'https://example.test/', 'ada:100%'],
])('%s', (given, url, credentials) => {
  const found = outsideAddress(given);
  const { authorization } = found.headers;
  expect(found.url).toBe(url);
  expect(authorization && Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()).toBe(credentials);
});

test('the shown address has no name, no password and no query', () => {
  expect(outsideAddress('https://ada:s3cret@example.test:8443/otlp?api_key=s3cret#s3cret').shown).toBe(
    'https://example.test:8443/otlp',
  );
});

test('an invalid address is rejected', () => {
  expect(() => outsideAddress('s3cret')).toThrow(TypeError);
});
