import { expect, test } from 'vitest';
import { answer, opened } from './pages.ts';

const files = new Map([['/', { contentType: 'text/html; charset=utf-8', content: Buffer.from('<p>hi</p>') }]]);

test('a file of the app comes with its type and the strict policy', async () => {
  const response = answer(files, new Request('onrush://app/'));
  expect(await response.text()).toBe('<p>hi</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe-eval');
});

test.each(['onrush://app/missing.js', 'onrush://other/', 'https://app/'])('%s is not found', (url) => {
  expect(answer(files, new Request(url)).status).toBe(404);
});

test('only requests to read get a response', () => {
  expect(answer(files, new Request('onrush://app/', { method: 'POST' })).status).toBe(404);
});

test('an opened file is streamed only for its ticket', async () => {
  const collect = (ticket: string): string | null => (ticket === 't1' ? import.meta.filename : null);
  const response = opened(collect, new Request('onrush://app/opened/t1'));
  expect(await response?.text()).toContain('is streamed for its ticket');
  for (const url of ['onrush://app/opened/t2', 'onrush://app/t1', 'onrush://other/opened/t1', 'https://app/opened/t1'])
    expect(opened(collect, new Request(url))).toBeNull();
  expect(opened(collect, new Request('onrush://app/opened/t1', { method: 'POST' }))).toBeNull();
});
