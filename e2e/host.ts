// What every way of starting the app gives to a spec.
import type { Page } from '@playwright/test';

/** One start of the app, until it is closed or killed. */
export interface Host {
  readonly page: Page;
  /** Presses what exports, and returns the path of the file that came. */
  readonly save: (press: () => Promise<void>, path: string) => Promise<void>;
  readonly close: () => Promise<void>;
  /** As a power cut would: nothing gets a chance to clean up. */
  readonly kill: () => Promise<void>;
}
