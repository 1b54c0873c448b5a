import { expect, test } from 'vitest';
import { answer } from './pages.ts';

const files = new Map([['/', { contentType: 'text/html; charset=utf-8', content: Buffer.from('<p>hi</p>') }]]);

test('a file of ours comes with its type and the strict policy', async () => {
  const response = answer(files, new Request('onrush://app/'));
  expect(await response.text()).toBe('<p>hi</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe-eval');
});

test.each(['onrush://app/missing.js', 'onrush://other/', 'https://app/'])('%s is not found', (url) => {
  expect(answer(files, new Request(url)).status).toBe(404);
});

test('only reading is answered', () => {
  expect(answer(files, new Request('onrush://app/', { method: 'POST' })).status).toBe(404);
});
