// What the rows of a file need to know about the run they belong to.
import type { HealthVerdict } from '../../../shared/health.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { TracedRun } from '../../../shared/traced-run.ts';

export interface CsvRun {
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly plan: Plan;
  /** The load generators of a merged run, so that each row names its own. */
  readonly generators?: readonly string[];
  readonly machine?: { readonly sentBy?: string } | null;
  readonly importedFrom?: string | null;
  readonly summary?: TracedRun['summary'];
  /** The verdict on the load generator by second of the run; seconds that were not measured have none. */
  readonly generator: ReadonlyMap<number, HealthVerdict>;
  /** How many rows each data file has, by its name, if known. */
  readonly dataRows?: Readonly<Record<string, number>>;
}
