import { expect, test } from 'vitest';
import { isOwnPage, isTrustedSender, PAGE_URL, pagePath } from './page-origin.ts';

const STRANGERS = [
  'https://app/',
  'onrush://other/',
  'onrush://app.evil.example/',
  'onrush://user@app/',
  'onrush:app',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,hi',
  '',
];

test.each([PAGE_URL, 'onrush://app/#/runs/1', 'onrush://app/assets/index.js'])('%s belongs to the app', (address) => {
  expect(isOwnPage(address)).toBe(true);
});

test.each(STRANGERS)('"%s" does not belong to the app and gives no file', (address) => {
  expect(isOwnPage(address)).toBe(false);
  expect(pagePath(address)).toBeNull();
});

test('only the main frame of our page is trusted', () => {
  expect(isTrustedSender({ url: PAGE_URL, parent: null })).toBe(true);
  expect(isTrustedSender({ url: PAGE_URL, parent: {} })).toBe(false);
  expect(isTrustedSender({ url: 'https://example.com/', parent: null })).toBe(false);
  expect(isTrustedSender(null)).toBe(false);
});

test('a path cannot leave its folder', () => {
  expect(pagePath('onrush://app/../../etc/passwd')).toBe('/etc/passwd');
});
