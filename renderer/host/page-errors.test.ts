// @vitest-environment happy-dom
// Uncaught errors of the page are sent to the log of the host, and a page that keeps failing does not fill it.
import { expect, test } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

test('errors and rejections that nobody caught go to the log, at most twenty of them', async () => {
  const bridge = new TestBridge({ 'app.logError': () => null });
  bridge.install();
  const { logPageErrors } = await import('./page-errors.ts');
  logPageErrors();
  const fail = (message: string, error?: Error): boolean =>
    window.dispatchEvent(new ErrorEvent('error', { message, ...(error === undefined ? {} : { error }) }));
  const reject = (reason: unknown): boolean => window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
  const texts = (): string[] => bridge.calls.map(({ input }) => String(Object(input)['text']).split('\n', 1)[0] ?? '');

  fail('the chart broke', new TypeError('the chart broke'));
  fail('ResizeObserver loop completed with undelivered notifications.');
  fail('Script error.');
  reject(new Error('nobody waited'));
  reject('a word');
  expect(texts()).toEqual(['TypeError: the chart broke', 'Script error.', 'Error: nobody waited', 'a word']);
  expect(bridge.calls[0]?.input).toMatchObject({ where: 'The page', text: expect.stringContaining('page-errors.test') });

  reject('x'.repeat(100_000));
  expect(texts().at(-1)).toHaveLength(10_000);
  for (let at = 0; at < 40; at += 1) reject(at);
  expect(bridge.calls).toHaveLength(20);
});
