// What the command line can be asked for.
import type { CapacitySettings } from '../../shared/capacity/capacity-settings.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';
import type { GateRule } from '../../shared/regression-gate.ts';
import type { ImportOptions } from './import-arguments.ts';
import type { Shell } from './shells.ts';

export type CliCommand =
  | { readonly name: 'help' | 'version' | 'schema' }
  | { readonly name: 'demo'; readonly port: number; readonly json: boolean }
  | { readonly name: 'completion'; readonly shell: Shell }
  | { readonly name: 'import'; readonly options: ImportOptions }
  | { readonly name: 'record'; readonly url: string; readonly options: ImportOptions }
  | { readonly name: 'runs'; readonly options: RunsOptions }
  | { readonly name: 'export'; readonly options: ExportOptions }
  | { readonly name: 'report'; readonly options: ReportOptions }
  | { readonly name: 'merge'; readonly options: MergeOptions }
  | { readonly name: 'series'; readonly options: SeriesOptions }
  | { readonly name: 'export-script'; readonly options: ScriptOptions }
  | { readonly name: 'compare'; readonly options: CompareOptions }
  /** `source` null: this computer as such. */
  | { readonly name: 'calibrate'; readonly source: PlanSource | null; readonly json: boolean }
  | { readonly name: 'capacity'; readonly source: PlanSource; readonly request: CapacityRequest; readonly output: CapacityOutput }
  | { readonly name: 'run'; readonly source: PlanSource; readonly output: RunOutput }
  | { readonly name: 'once'; readonly source: PlanSource; readonly output: OnceOutput };

export type PlanSource =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** null: as the file says. */ readonly environment: string | null;
      readonly trace?: boolean;
    }
  | { readonly kind: 'plan'; readonly plan: PlanInput };

export interface CapacityRequest {
  readonly settings: CapacitySettings;
  /** Fixed rates in place of a search; null: a search. */
  readonly ladder: { readonly rates: readonly number[]; readonly eachMs: number } | null;
}

export interface CapacityOutput {
  /** A file, or "-": on the standard output, and nothing else. */
  readonly json: string | null;
  readonly report: string | null;
  readonly markdown: string | null;
  /** A file that `--json` wrote earlier. */
  readonly compare: string | null;
  readonly quiet: boolean;
  readonly workers: number | null;
  readonly yes: boolean;
  readonly secretFile: string | null;
}

export interface RunOutput {
  readonly requestsCsv: string | null;
  readonly timeseriesCsv: string | null;
  readonly summary: string | null;
  readonly report: string | null;
  readonly junit: string | null;
  readonly markdown: string | null;
  /** The summary as JSON on the standard output, and nothing else. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Threads that send; null for the usual number. */
  readonly workers: number | null;
  /** What of the plan is sent here; null: all of it. */
  readonly part: RunPart | null;
  /** OTLP/HTTP receiver of its metrics; null: that of the settings. */
  readonly otlp: string | null;
  /** Where traces of the report are looked at; null: as the environment or the settings say. */
  readonly traceUrl: string | null;
  /** Epoch ms at which it begins; null: at once. */
  readonly startAt: number | null;
  /** Files of figures from outside, read when the run is over. */
  readonly series: readonly string[];
  /** A Prometheus server, and what it is asked when the run is over. */
  readonly prometheus: {
    readonly url: string;
    readonly queries: readonly { readonly name: string; readonly query: string }[];
  } | null;
  /** k6 sends, the one at `path` or the one that is installed; null: Onrush itself. */
  readonly k6: { readonly path: string | null } | null;
  /** Public hosts are loaded without being asked for. */
  readonly yes: boolean;
  /** Where values of secrets are read from; null: from the environment alone. */
  readonly secretFile: string | null;
}

export interface RunsOptions {
  readonly json: boolean;
  /** How many are listed. */
  readonly most: number;
  /** The name of the runs that are held beside each other; null: all are listed. */
  readonly trend: string | null;
}

export interface ExportOptions {
  /** A run of the history, by its id, its name or "latest"; or a run file. */
  readonly run: string;
  readonly output: string;
  readonly json: boolean;
}

export interface ReportOptions {
  /** As of `export`. */
  readonly run: string;
  /** null: a name made of the run's, in the current folder. */
  readonly output: string | null;
  /** As of `run`. */
  readonly traceUrl: string | null;
  readonly json: boolean;
}

export interface SeriesOptions {
  /** As of `export`. */
  readonly run: string;
  readonly files: readonly string[];
  readonly json: boolean;
}

export interface MergeOptions {
  readonly files: readonly string[];
  /** The merged run as a file of any kind, as `export` writes it; null: it is in the history alone. */
  readonly output: string | null;
  readonly name: string | null;
  readonly align: 'clock' | 'start';
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A plan as a script for another program. */
export interface ScriptOptions {
  readonly source: PlanSource;
  readonly output: string;
  /** How many pods of a cluster share it; null: no manifest is written. */
  readonly pods: number | null;
  readonly json: boolean;
}

export interface CompareOptions {
  /** Runs of the history or run files; the last is judged, all before it are baselines. */
  readonly runs: readonly string[];
  readonly gates: readonly GateRule[];
  /** What cannot be decided counts as failed. */
  readonly strict: boolean;
  readonly json: boolean;
  readonly junit: string | null;
  readonly markdown: string | null;
  readonly report: string | null;
}

/** What `run --once` writes, and what it may do. */
export interface OnceOutput {
  readonly json: boolean;
  readonly yes: boolean;
  /** Where values of secrets are read from; null: from the environment alone. */
  readonly secretFile: string | null;
}
