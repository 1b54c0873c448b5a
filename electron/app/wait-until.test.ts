// A start that is far away, and a clock that is set while it is waited for.
import { expect, onTestFinished, test, vi } from 'vitest';
import { waitUntil } from './wait-until.ts';

test('a start in many years is waited for, and can be given up', async () => {
  const aborter = new AbortController();
  const waiting = waitUntil(Date.now() + 1e12, aborter.signal).then(
    () => 'began',
    (error: unknown) => error,
  );
  const first = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))]);
  expect(first).toBe('waits');
  aborter.abort('given up');
  expect(await waiting).toBe('given up');
});

test('where the clock is set back meanwhile, the start is still at its time', async () => {
  let now = 1_000_000;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  const looks: number[] = [];
  const begins = waitUntil(now + 20, new AbortController().signal).then(() => looks.push(now));
  now -= 30;
  setTimeout(() => (now += 60), 40);
  await begins;
  expect(looks).toEqual([1_000_030]);
});
