// The choices of the settings screen.
import { z } from 'zod';
import { MOST_WORKERS } from './plan/load-limits.ts';
import { oneLine } from './plan/one-line.ts';
import { receiverUrlFault } from './receiver-url.ts';
import { traceUrl } from './trace-url.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const LONGEST_HEADING = 200;

export interface Settings {
  readonly theme: Theme;
  /** Ends a run whose target responds with nothing but 429 and 503 for 10 s. */
  readonly stopWhenRefused: boolean;
  /** The number of sending threads; null for a number that suits this computer. */
  readonly workers: number | null;
  /** OTLP/HTTP receiver of the metrics of every run; none if it is empty or left out. */
  readonly otlpUrl?: string | undefined;
  /** At its start, the window checks whether a newer version exists; not if this is left out. */
  readonly looksForNewer?: boolean | undefined;
  /** The URL for viewing a trace, with {traceId} in it; none if it is empty or left out. */
  readonly traceUrl?: string | undefined;
  /** A line at the head of every report, such as the name of a company; none if it is empty or left out. */
  readonly reportHeading?: string | undefined;
}

/** In the form that the window sends. */
export const settingsInput = z.strictObject({
  theme: z.enum(THEMES),
  stopWhenRefused: z.boolean(),
  workers: z.int().min(1).max(MOST_WORKERS).nullable(),
  otlpUrl: z
    .string()
    .trim()
    .max(2000)
    .refine((text) => text === '' || receiverUrlFault(text) === null, {
      error: 'Write an address such as http://127.0.0.1:4318.',
    })
    .optional(),
  looksForNewer: z.boolean().optional(),
  traceUrl: traceUrl.optional(),
  reportHeading: z.string().overwrite(oneLine).max(LONGEST_HEADING).optional(),
});
