// What every way of starting the app gives to a spec.
import type { Page } from '@playwright/test';

/** One start of the app, until it is closed or killed. */
export interface Host {
  readonly page: Page;
  /** Presses what exports, and returns the path of the file that came. */
  readonly save: (press: () => Promise<void>, path: string) => Promise<void>;
  /** Presses what asks for a file, and gives this one. */
  readonly choose: (press: () => Promise<void>, path: string) => Promise<void>;
  /** Only where the window is a double. */
  readonly window?: WindowDouble;
  readonly close: () => Promise<void>;
  /** As a power cut would: nothing gets a chance to clean up. */
  readonly kill: () => Promise<void>;
}

/** What a test can do to a window that is a double of Electron's, and see of it. */
export interface WindowDouble {
  /** An item of the menu, by its labels from the top. */
  readonly press: (...labels: readonly string[]) => Promise<void>;
  /** What the next dialog gives. */
  readonly reply: (next: { readonly response?: number; readonly path?: string }) => Promise<void>;
  /** Dialogs, notices and similar, in order. */
  readonly shown: () => Promise<readonly Record<string, unknown>[]>;
  /** The size of the largest reply to this command that crossed. */
  readonly bytesOf: (command: string) => number;
  readonly drop: (path: string) => Promise<void>;
  /** As Quit in its menu. */
  readonly askToQuit: () => Promise<void>;
}
