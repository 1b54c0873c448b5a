// The commands that the command line accepts.
import type { CapacitySettings } from '../../shared/capacity/capacity-settings.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';
import type { GateRule } from '../../shared/regression-gate.ts';
import type { ImportOptions } from './import-arguments.ts';
import type { CliCommandName } from '../system/command-names.ts';
import type { Shell } from './shells.ts';

export type CliCommand =
  | { readonly name: 'schema' }
  /** `about` is the command that it is about; "help" for all. */
  | { readonly name: 'help'; readonly about: CliCommandName; readonly json: boolean }
  | { readonly name: 'version'; readonly json: boolean }
  | { readonly name: 'demo'; readonly port: number; readonly json: boolean }
  | { readonly name: 'completion'; readonly shell: Shell; readonly json: boolean }
  | { readonly name: 'import'; readonly options: ImportOptions }
  | { readonly name: 'record'; readonly url: string; readonly options: ImportOptions }
  | { readonly name: 'runs'; readonly options: RunsOptions }
  | { readonly name: 'export'; readonly options: ExportOptions }
  | { readonly name: 'report'; readonly options: ReportOptions }
  | { readonly name: 'merge'; readonly options: MergeOptions }
  | { readonly name: 'series'; readonly options: SeriesOptions }
  | { readonly name: 'export-script'; readonly options: ScriptOptions }
  | { readonly name: 'compare'; readonly options: CompareOptions }
  /** If `source` is null, this computer as such is measured. */
  | { readonly name: 'calibrate'; readonly source: PlanSource | null; readonly json: boolean }
  | { readonly name: 'capacity'; readonly source: PlanSource; readonly request: CapacityRequest; readonly output: CapacityOutput }
  /** `search`: its name, the beginning of its id, one of its trials, or "latest". */
  | { readonly name: 'resume-capacity'; readonly search: string; readonly output: CapacityOutput }
  | { readonly name: 'run'; readonly source: PlanSource; readonly output: RunOutput }
  | { readonly name: 'once'; readonly source: PlanSource; readonly output: OnceOutput };

export type PlanSource = (
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Null for the environment that the file names. */ readonly environment: string | null;
      readonly trace?: boolean;
    }
  | { readonly kind: 'plan'; readonly plan: PlanInput }
) & {
  /** They judge the run beside those of the plan. */
  readonly thresholds?: readonly string[];
};

export interface CapacityRequest {
  readonly settings: CapacitySettings;
  /** Fixed rates instead of a search; null for a search. */
  readonly ladder: { readonly rates: readonly number[]; readonly eachMs: number } | null;
}

export interface CapacityOutput {
  /** A file, or "-" for the standard output, on which nothing else is then printed. */
  readonly json: string | null;
  readonly report: string | null;
  readonly markdown: string | null;
  /** A file that an earlier call wrote with `--json`. */
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
  /** Prints the summary as JSON on the standard output, and nothing else. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** The number of sending threads; null for the default. */
  readonly workers: number | null;
  /** The part of the plan that is sent here; null for all of it. */
  readonly part: RunPart | null;
  /** OTLP/HTTP receiver of its metrics; null for the one in the settings. */
  readonly otlp: string | null;
  /** Where the traces of the report can be viewed; null for the URL in the environment or the settings. */
  readonly traceUrl: string | null;
  /** Epoch ms at which the run begins; null for at once. */
  readonly startAt: number | null;
  /** Files with figures from outside, which are read after the run. */
  readonly series: readonly string[];
  /** A Prometheus server and the queries that it gets after the run. */
  readonly prometheus: PrometheusQueries | null;
  /** The k6 that sends, by its path or as installed; null if Onrush itself sends. */
  readonly k6: { readonly path: string | null } | null;
  /** Public hosts are loaded without confirmation. */
  readonly yes: boolean;
  /** Where the values of secrets are read from; null for the environment only. */
  readonly secretFile: string | null;
}

export interface RunsOptions {
  readonly json: boolean;
  /** How many runs are listed. */
  readonly most: number;
  /** The name of the runs whose trend is shown; null lists all runs. */
  readonly trend: string | null;
}

export interface ExportOptions {
  /** A run of the history by its id, its name or "latest"; or a run file. */
  readonly run: string;
  readonly output: string;
  readonly json: boolean;
}

export interface ReportOptions {
  /** As for `export`. */
  readonly run: string;
  /** Null for a name made from the run's, in the current folder. */
  readonly output: string | null;
  /** As for `run`. */
  readonly traceUrl: string | null;
  readonly json: boolean;
}

export interface PrometheusQueries {
  readonly url: string;
  readonly queries: readonly { readonly name: string; readonly query: string }[];
}

export interface SeriesOptions {
  /** As for `export`. */
  readonly run: string;
  readonly files: readonly string[];
  /** A Prometheus server, asked for the time of the run. */
  readonly prometheus: PrometheusQueries | null;
  readonly json: boolean;
}

export interface MergeOptions {
  readonly files: readonly string[];
  /** A file to which the merged run is also written, in any format of `export`; null to keep it only in the history. */
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
  /** How many pods of a cluster share the load; null writes no manifest. */
  readonly pods: number | null;
  readonly json: boolean;
}

export interface CompareOptions {
  /** Runs of the history or run files. The last one is judged; all others are baselines. */
  readonly runs: readonly string[];
  readonly gates: readonly GateRule[];
  /** A gate that cannot be decided counts as failed. */
  readonly strict: boolean;
  readonly json: boolean;
  readonly junit: string | null;
  readonly markdown: string | null;
  readonly report: string | null;
}

/** Where `run --once` writes, and what it may send to. */
export interface OnceOutput {
  readonly json: boolean;
  readonly yes: boolean;
  /** Where the values of secrets are read from; null for the environment only. */
  readonly secretFile: string | null;
}
