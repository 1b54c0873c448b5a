// What people chose on the settings screen.
import { z } from 'zod';
import { MOST_WORKERS } from './plan/load-limits.ts';
import { traceUrl } from './trace-url.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly theme: Theme;
  /** Ends a run whose target sends nothing but 429 and 503 for 10 s. */
  readonly stopWhenRefused: boolean;
  /** Threads that send; null: as many as suit this computer. */
  readonly workers: number | null;
  /** OTLP/HTTP receiver of the metrics of every run; empty or left out: none. */
  readonly otlpUrl?: string | undefined;
  /** The window asks once a start whether a newer version exists; left out: it asks nobody. */
  readonly looksForNewer?: boolean | undefined;
  /** Where a trace is looked at, with {traceId} in it; empty or left out: nowhere. */
  readonly traceUrl?: string | undefined;
}

/** As the window sends them. */
export const settingsInput = z.strictObject({
  theme: z.enum(THEMES),
  stopWhenRefused: z.boolean(),
  workers: z.int().min(1).max(MOST_WORKERS).nullable(),
  otlpUrl: z.string().trim().max(2000).optional(),
  looksForNewer: z.boolean().optional(),
  traceUrl: traceUrl.optional(),
});
