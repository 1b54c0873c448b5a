// Before the program ends, the page writes what was typed last: otherwise it does so only after a pause in typing.
import { setTimeout } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { tellPage } from './ipc.ts';

/** A page that hangs must not hold up the end. */
const LONGEST_MS = 1000;

export interface LastWords {
  /** Resolves once the page has written everything, or says nothing. */
  readonly ask: () => Promise<void>;
  /** Call it when the page says that it has. */
  readonly handleWritten: () => void;
}

export function lastWordsOf(window: BrowserWindow): LastWords {
  const written = Promise.withResolvers<void>();
  return {
    async ask() {
      if (window.isDestroyed() || window.webContents.isCrashed()) return;
      tellPage(window, { type: 'ending' });
      await Promise.race([written.promise, setTimeout(LONGEST_MS, undefined, { ref: false })]);
    },
    handleWritten: () => written.resolve(),
  };
}
