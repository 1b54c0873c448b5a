// Every command that the renderer can send and every event that it can receive. The host parses the inputs; its outputs are
// trusted.
import { z } from 'zod';
import type { Calibration } from './calibration.ts';
import { CAPACITY_INPUTS, type CapacityOutputs } from './capacity/capacity-commands.ts';
import type { CapacityEvent } from './capacity/capacity-search.ts';
import { MOST_COMPARED_RUNS, type Comparison } from './comparison.ts';
import type { DataPreview } from './data-preview.ts';
import type { Failure, Result } from './errors.ts';
import type { ImportedFile, ImportState } from './imported-file.ts';
import type { LogView } from './log-view.ts';
import type { FailureExample } from './failure-example.ts';
import type { FailureCauses, JourneyFigures } from './journey-figures.ts';
import type { OtherProgram } from './other-program.ts';
import { OUTCOMES } from './outcome.ts';
import type { SecretRow } from './secret-row.ts';
import {
  SAMPLE_INPUTS,
  sampleFilter,
  type GroupSeries,
  type SampleFigures,
  type SamplePage,
  type SamplePlace,
  type SampleRequest,
} from './sample-query.ts';
import type { FinishedRecording, RecordingState } from './recording.ts';
import type { Snapshot } from './snapshot.ts';
import type { DemoState, PlanRow, RunBrief, RunDetail, RunEvent, RunListChange, RunRow } from './run.ts';
import type { TriedPlan, TryProgress } from './try-once.ts';
import { runDescriptionFields } from './run-description.ts';
import { settingsInput, type Settings } from './settings.ts';
import { WINDOW_INPUTS, type WindowEvent, type WindowOutputs } from './window-commands.ts';

const id = z.string().min(1).max(100);
const broughtFiles = z
  .array(z.strictObject({ name: z.string().regex(/^[\w-][\w.-]{0,99}$/), base64: z.base64().max(28_000_000) }))
  .max(200);
const none = z.strictObject({});

export interface AppInfo {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  readonly dataFolder: string;
  /** How to start the command line in a terminal of this computer: "onrush", or a longer form. */
  readonly command: string;
  /** The number of sending threads unless the settings say otherwise. */
  readonly defaultWorkers: number;
  /** Why the history cannot be opened; commands that need it fail with the same error. */
  readonly problem: Failure | null;
  /** What is damaged in a history that can be opened; it can be set aside. */
  readonly damage?: Failure;
  /** All other Onrush processes on the same history. */
  readonly others?: readonly OtherProgram[];
}

export const EXPORT_KINDS = [
  'requests-csv',
  'timeseries-csv',
  'summary-json',
  'summary-md',
  'report-html',
  'charts-svg',
  'junit-xml',
  'run-file',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Electron saves through the system's dialog; the browser host returns a link that works for one download. */
export type ExportDelivery =
  | { readonly kind: 'saved'; readonly path: string; readonly rows: number }
  | { readonly kind: 'download'; readonly url: string; readonly fileName: string }
  | { readonly kind: 'cancelled' };

/** The progress and end of an export with this id; a cancelled or failed one leaves no file. */
export type ExportEvent =
  /** `share` of the stored requests that were examined, from 0 to 1. */
  | { readonly exportId: string; readonly state: 'working'; readonly rows: number; readonly share: number }
  /** `damaged` is how many requests are left out because they cannot be read. */
  | { readonly exportId: string; readonly state: 'done'; readonly rows: number; readonly damaged?: number }
  | { readonly exportId: string; readonly state: 'cancelled' }
  | { readonly exportId: string; readonly state: 'failed'; readonly failure: Failure };

/** The schema of each command's input. Plans are parsed by the handler, so that each problem gets its sentence. */
export const COMMAND_INPUTS = {
  'app.info': none,
  'app.setAsideStore': none,
  'app.showLog': none,
  /** The public hosts that a person has confirmed as targets. */
  'hosts.list': none,
  'hosts.forget': z.strictObject({ host: z.string().min(1).max(300) }),
  'settings.get': none,
  'settings.set': settingsInput,
  /** `names` are those of a plan; the result says where each gets its value. Values can be set but never read. */
  'secrets.list': z.strictObject({ names: z.array(z.string().max(1000)).max(100).default([]) }),
  'secrets.set': z.strictObject({ name: z.string().max(1000), value: z.string().max(100_000) }),
  'secrets.remove': z.strictObject({ name: z.string().max(1000) }),
  'calibration.get': none,
  'calibration.measure': z.strictObject({ plan: z.unknown() }),
  'plans.list': none,
  /** `folder` is that of the plan's file, for its relative paths; null keeps the known one. */
  'plans.save': z.strictObject({
    id: id.nullable(),
    plan: z.unknown(),
    folder: z.string().min(1).max(4096).nullable().default(null),
  }),
  'plans.delete': z.strictObject({ id }),
  'plans.restore': z.strictObject({ id }),
  /** Files that an import brings for its plan; their folder becomes the plan's. */
  'plans.keepFiles': z.strictObject({ files: broughtFiles.min(1) }),
  /** `delimiter` null means the one that the first line uses. */
  'plans.previewData': z.strictObject({
    file: z.string().min(1).max(4096),
    delimiter: z.string().length(1).nullable(),
    planId: id.nullable(),
  }),
  /** What a path that is being typed may become; relative ones count from the folder of the plan. */
  'plans.completePath': z.strictObject({ text: z.string().max(4096), planId: id.nullable() }),
  /** The caller chooses `tryId` to recognise its events; `planId`, `confirmed` and `environment` as in runs.start. */
  'plans.try': z.strictObject({
    plan: z.unknown(),
    planId: id.nullable().default(null),
    tryId: id,
    confirmed: z.array(z.string()).default([]),
    environment: z.string().nullable().default(null),
    /** The user waits after its steps, as in a run. */
    pauses: z.boolean().default(false),
    /** The files of an import that is replayed before it becomes a plan; they are not stored. */
    files: broughtFiles.default([]),
  }),
  'plans.cancelTry': z.strictObject({ tryId: id }),
  'runs.list': none,
  /** `confirmed` are public hosts that a person has just allowed; otherwise the command fails with `needs_confirmation`. */
  'runs.start': z.strictObject({
    plan: z.unknown(),
    planId: id.nullable(),
    confirmed: z.array(z.string()).default([]),
    /** An environment of the plan; null for the one that the plan itself chooses, if any. */
    environment: z.string().nullable().default(null),
  }),
  ...CAPACITY_INPUTS,
  ...WINDOW_INPUTS,
  'runs.stop': z.strictObject({ id }),
  /** Stops a run that `runs.start` has not begun yet, for example while the steps before it are being sent. */
  'runs.cancelStart': none,
  'runs.pause': z.strictObject({ id }),
  'runs.resume': z.strictObject({ id }),
  /** Limits and model are checked against the run; null means no change. */
  'runs.adjust': z.strictObject({ id, level: z.number().nullable(), maxVus: z.number().nullable().default(null) }),
  'runs.open': z.strictObject({ id }),
  'runs.describe': z.strictObject({ id, ...runDescriptionFields }),
  'runs.pin': z.strictObject({ id, isBaseline: z.boolean() }),
  'runs.examples': z.strictObject({ id, outcome: z.enum(OUTCOMES), code: z.string(), message: z.string() }),
  'runs.delete': z.strictObject({ id }),
  'runs.restore': z.strictObject({ id }),
  /** The caller chooses `exportId` to recognise its events. `filter` selects rows of requests.csv; null for every request. */
  'runs.export': z.strictObject({
    id,
    kind: z.enum(EXPORT_KINDS),
    exportId: id,
    filter: sampleFilter.nullable().default(null),
  }),
  'exports.cancel': z.strictObject({ exportId: id }),
  /** The first is the baseline. */
  'compare.runs': z.strictObject({
    ids: z.array(id).min(2).max(MOST_COMPARED_RUNS),
    /** Compares only the requests of this step. */
    step: z.strictObject({ scenario: z.string().max(200), name: z.string().max(200) }).nullable(),
  }),
  /** As one HTML file; `exportId` as in runs.export. */
  'compare.export': z.strictObject({ ids: z.array(id).min(2).max(MOST_COMPARED_RUNS), exportId: id }),
  ...SAMPLE_INPUTS,
  /**
   * Tickets of files that the page handed over, in the window their paths; `more` are files of the same run, and null lets the
   * host ask.
   */
  'imports.start': z.strictObject({
    upload: z.string().max(4096).nullable(),
    more: z.array(z.string().max(4096)).max(199).optional(),
  }),
  'imports.cancel': none,
  /** Opens a browser on this computer at a URL. */
  'record.start': z.strictObject({ url: z.string().min(1).max(8192) }),
  'record.state': none,
  'record.stop': none,
  'record.cancel': none,
  'demo.start': none,
  'demo.state': none,
  /** Opens the demo's shop. */
  'demo.shop': none,
} as const;

export type CommandName = keyof typeof COMMAND_INPUTS;
export type CommandInput<N extends CommandName> = z.input<(typeof COMMAND_INPUTS)[N]>;
export type CommandArguments<N extends CommandName> = z.output<(typeof COMMAND_INPUTS)[N]>;

export interface CommandOutputs extends CapacityOutputs, WindowOutputs {
  'capacity.export': ExportDelivery;
  'app.info': AppInfo;
  'app.setAsideStore': { readonly movedTo: string };
  'app.showLog': LogView;
  'hosts.list': readonly string[];
  'hosts.forget': readonly string[];
  'settings.get': Settings;
  'settings.set': Settings;
  /** The last one; null before the first. */
  'secrets.list': readonly SecretRow[];
  'secrets.set': null;
  'secrets.remove': null;
  'calibration.get': Calibration | null;
  'calibration.measure': Calibration;
  'plans.list': readonly PlanRow[];
  'plans.save': PlanRow;
  'plans.delete': null;
  'plans.restore': null;
  /** Read again each time and not stored. */
  'plans.previewData': DataPreview;
  'plans.completePath': readonly string[];
  'plans.keepFiles': { readonly folder: string };
  /** Not stored. */
  'plans.try': TriedPlan;
  'plans.cancelTry': null;
  'runs.list': readonly RunBrief[];
  'runs.start': { readonly runId: string };
  /** The first stop lets requests finish, a second one cancels them. */
  'runs.stop': null;
  'runs.cancelStart': null;
  'runs.pause': null;
  'runs.resume': null;
  'runs.adjust': null;
  'runs.open': RunDetail;
  'runs.describe': RunRow;
  /** Replaces the plan's earlier baseline, or removes it. */
  'runs.pin': null;
  'compare.runs': Comparison;
  'compare.export': ExportDelivery;
  /** The examples of one kind of failure that were kept. */
  'runs.examples': readonly FailureExample[];
  'runs.delete': null;
  'runs.restore': null;
  'runs.export': ExportDelivery;
  'exports.cancel': null;
  'samples.figures': SampleFigures;
  /** The chosen requests as snapshots of equal length, over the filter's time window or the whole run. */
  'samples.series': readonly Snapshot[];
  'samples.groups': readonly GroupSeries[];
  'samples.page': SamplePage;
  'samples.place': SamplePlace;
  'samples.request': SampleRequest;
  'samples.journeys': JourneyFigures;
  'samples.causes': FailureCauses;
  /** Null if no file was chosen. */
  'imports.start': ImportedFile | null;
  'imports.cancel': null;
  'record.start': RecordingState;
  /** `browser` is the one that would be used; null if this computer has none. */
  'record.state': { readonly browser: string | null; readonly recording: RecordingState | null };
  /** Null if it was already stopped. */
  'record.stop': FinishedRecording | null;
  'record.cancel': null;
  'demo.start': DemoState;
  'demo.state': DemoState;
  /** A saved plan with the shop's current address. */
  'demo.shop': PlanRow;
}

export type HostEvent =
  | { readonly type: 'run'; readonly event: RunEvent }
  /** Reports runs that another program or window changed. */
  | ({ readonly type: 'runs' } & RunListChange)
  /** All other Onrush processes on the same history, whenever the list changes. */
  | { readonly type: 'others'; readonly others: readonly OtherProgram[] }
  | { readonly type: 'capacity'; readonly event: CapacityEvent }
  | { readonly type: 'demo'; readonly state: DemoState }
  /** Reports that a step of a plan that is being tried has ended. */
  | { readonly type: 'try'; readonly tryId: string; readonly progress: TryProgress }
  | { readonly type: 'export'; readonly export: ExportEvent }
  /** Null once it is gone. */
  | { readonly type: 'recording'; readonly state: RecordingState | null }
  | WindowEvent
  /** Null once it is over. */
  | { readonly type: 'import'; readonly state: ImportState | null };

/** The connection between the page and its host, of whichever kind. */
export interface Bridge {
  readonly call: (name: CommandName, input: unknown) => Promise<Result<unknown>>;
  /** Returns a function that stops listening. */
  readonly listen: (handle: (event: HostEvent) => void) => () => void;
}
