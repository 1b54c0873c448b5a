// What every way of starting the app offers to a spec.
import type { Page } from '@playwright/test';

/** One start of the app, until it is closed or killed. */
export interface Host {
  readonly page: Page;
  /** Presses the export button, and returns the path of the resulting file. */
  readonly save: (press: () => Promise<void>, path: string) => Promise<void>;
  /** Presses the button that opens a file dialog, and chooses this file. */
  readonly choose: (press: () => Promise<void>, path: string) => Promise<void>;
  /** Only if the window is a double. */
  readonly window?: WindowDouble;
  readonly close: () => Promise<void>;
  /** Like a power cut: nothing gets a chance to clean up. */
  readonly kill: () => Promise<void>;
}

/** What a test can do with a double of Electron's window, and what it can see. */
export interface WindowDouble {
  /** Chooses an item of the menu, by its labels from the top. */
  readonly press: (...labels: readonly string[]) => Promise<void>;
  /** The reply of the next dialog. */
  readonly reply: (next: { readonly response?: number; readonly path?: string }) => Promise<void>;
  /** Dialogs, notifications and similar, in order. */
  readonly shown: () => Promise<readonly Record<string, unknown>[]>;
  /** The size of the largest reply to this command that was sent to the page. */
  readonly bytesOf: (command: string) => number;
  readonly drop: (path: string) => Promise<void>;
  /** Chooses Quit in its menu. */
  readonly askToQuit: () => Promise<void>;
}
