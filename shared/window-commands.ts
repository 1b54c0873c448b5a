// Commands on what the app as a program does: drafts that outlive it, files it was started with, files it wrote.
import { z } from 'zod';
import type { Failure } from './errors.ts';
import type { SelfCheck } from './self-check.ts';
import type { MenuAction } from './menu-action.ts';

const id = z.string().min(1).max(100);
const none = z.strictObject({});

export const WINDOW_INPUTS = {
  /** Plans that were changed and not saved. */
  'drafts.list': none,
  /** null: there is none any more. */
  'drafts.keep': z.strictObject({ planId: id, draft: z.unknown() }),
  /** Those that the program was started with or that were dropped on its icon, once each. */
  'files.take': none,
  /** Shows a file that an export wrote in the system's window of its folder. */
  'files.show': z.strictObject({ path: z.string().min(1).max(4096) }),
  /** Opens a trace in the system's browser, at the address of the settings. */
  'traces.open': z.strictObject({ traceId: z.string().regex(/^[\da-f]{32}$/) }),
  /** Figures from outside for a run that is over; `upload` as of imports.start. */
  'series.add': z.strictObject({ runId: id, upload: z.string().max(4096).nullable() }),
  /** On a history of its own, while no run goes on. */
  'app.selfCheck': none,
} as const;

export interface KeptDraft {
  readonly planId: string;
  readonly draft: unknown;
}

export type OpenedFile =
  /** A plan, or what a plan can be made of. */
  | { readonly kind: 'plan'; readonly name: string; readonly path: string; readonly bytes: Uint8Array }
  /** Requests that were sent; `path` is the ticket of imports.start. */
  | { readonly kind: 'runs'; readonly path: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface WindowOutputs {
  'drafts.list': readonly KeptDraft[];
  'drafts.keep': null;
  'files.take': readonly OpenedFile[];
  /** Whether the host can do that. */
  'files.show': boolean;
  /** Whether the host can do that. */
  'traces.open': boolean;
  /** What was added and what was left out, in whole sentences; null where no file was chosen. */
  'series.add': readonly string[] | null;
  'app.selfCheck': SelfCheck;
}

export type WindowEvent =
  /** Some were opened from outside, and wait to be taken. */
  { readonly type: 'files' } | { readonly type: 'menu'; readonly action: MenuAction };
