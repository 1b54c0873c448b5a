// Waits until a given time of this computer's clock.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A timer of Node holds 24 days at most, and the clock may be set, or the computer sleep, while it runs. So the clock is looked at
 * again and again.
 */
const LOOKS_EVERY_MS = 10_000;

/** `at` is in epoch ms; a time in the past returns at once. @throws the reason of the signal */
export async function waitUntil(at: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = at - Date.now();
    if (left <= 0) return;
    await sleep(Math.min(left, LOOKS_EVERY_MS), undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
}
