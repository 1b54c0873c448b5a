// Waits until a given time of this computer's clock.
import { setTimeout as sleep } from 'node:timers/promises';

/** `at` is in epoch ms; a time in the past returns at once. @throws the reason of the signal */
export async function waitUntil(at: number, signal: AbortSignal): Promise<void> {
  const left = at - Date.now();
  if (left <= 0) return;
  await sleep(left, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
