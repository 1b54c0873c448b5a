// Commands that concern the app as a program: drafts that survive it, files it was started with, files it wrote.
import { z } from 'zod';
import type { Failure } from './errors.ts';
import type { SelfCheck } from './self-check.ts';
import type { MenuAction } from './menu-action.ts';
import type { NewerVersion } from './newer-version.ts';

const id = z.string().min(1).max(100);
const none = z.strictObject({});

export const MOST_ERROR_CHARACTERS = 10_000;

export const WINDOW_INPUTS = {
  /** Plans that were changed and not saved. */
  'drafts.list': none,
  /** Null removes the draft. */
  'drafts.keep': z.strictObject({ planId: id, draft: z.unknown() }),
  /** All of them were kept, because the program ends. */
  'drafts.written': none,
  /** Files that the program was started with or that were dropped on its icon, each only once. */
  'files.take': none,
  /** Shows a file that an export wrote in the system's file manager. */
  'files.show': z.strictObject({ path: z.string().min(1).max(4096) }),
  /** Opens a trace in the system's browser, under the URL in the settings. */
  'traces.open': z.strictObject({ traceId: z.string().regex(/^[\da-f]{32}$/) }),
  /** Adds figures from outside to a finished run; `upload` as in imports.start. */
  'series.add': z.strictObject({ runId: id, upload: z.string().max(4096).nullable() }),
  /** Only the window does something then: a dialog says what there is, and offers what can be done about it. */
  'app.newerVersion': none,
  /** Adds the values of a query to a Prometheus server during a finished run; without a name they get that of the query. */
  'series.query': z.strictObject({
    runId: id,
    server: z.string().max(2000),
    query: z.string().min(1).max(10_000),
    name: z.string().max(200),
  }),
  /** Runs on a separate history, while no run is going on. */
  'app.selfCheck': none,
  /** An uncaught error of the page or of its workers. */
  'app.logError': z.strictObject({ where: z.string().max(100), text: z.string().max(MOST_ERROR_CHARACTERS) }),
} as const;

export interface KeptDraft {
  readonly planId: string;
  readonly draft: unknown;
}

export type OpenedFile =
  /** A plan, or what a plan can be made of. Its bytes are read once, as a stream, at the address of its ticket. */
  | { readonly kind: 'plan'; readonly name: string; readonly path: string; readonly ticket: string }
  /** Requests that were sent; `path` is the ticket of imports.start. */
  | { readonly kind: 'runs'; readonly path: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface WindowOutputs {
  'drafts.list': readonly KeptDraft[];
  'drafts.keep': null;
  'drafts.written': null;
  'files.take': readonly OpenedFile[];
  /** Whether the host can do this. */
  'files.show': boolean;
  /** Whether the host can do this. */
  'traces.open': boolean;
  /** What was added and what was left out, in whole sentences; null if no file was chosen. */
  'series.add': readonly string[] | null;
  'app.newerVersion': null;
  'series.query': readonly string[];
  'app.selfCheck': SelfCheck;
  'app.logError': null;
}

export type WindowEvent =
  /** Files were opened from outside and wait to be taken. */
  | { readonly type: 'files' }
  /** The program ends as soon as `drafts.written` was called, or a moment later. */
  | { readonly type: 'ending' }
  | { readonly type: 'menu'; readonly action: MenuAction }
  | { readonly type: 'newer'; readonly newer: NewerVersion | null };
