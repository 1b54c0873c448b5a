// Runs a plan to its end and collects everything that an observer receives.
import type { Annotation } from '../../../shared/annotation.ts';
import type { FailureExample } from '../../../shared/failure-example.ts';
import type { Plan, PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { RunState } from '../../../shared/run.ts';
import {
  COLUMN_NAMES,
  CONNECTION_USE,
  resumedOf,
  type ColumnName,
  type SampleBatch,
  type SentRequest,
} from '../../../shared/sample.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { outcomeOf, type Outcome } from '../../../shared/outcome.ts';
import type { Computer } from '../record/health-watch.ts';
import { COMPUTER, Run, type RunEnd, type RunOptions, type RunWorld } from '../run.ts';
import { NO_FILES } from '../files/plan-files.ts';

export type Row = Readonly<Record<ColumnName, number>> & {
  readonly kind: Outcome;
  readonly message: string;
  readonly address: string;
  /** Whether its TLS handshake resumed a session; null if it made none. `reused` is 1 only for a connection that was in use. */
  readonly resumed: boolean | null;
  /** Set if the request differs from that of its step. */
  readonly sent: SentRequest | null;
};

export interface Observed {
  readonly end: RunEnd;
  readonly rows: readonly Row[];
  readonly batches: readonly SampleBatch[];
  readonly plan: Plan;
  readonly snapshots: readonly Snapshot[];
  readonly examples: readonly FailureExample[];
  readonly states: readonly RunState[];
  readonly annotations: readonly Annotation[];
}

export interface TestRunOptions extends Partial<RunOptions> {
  /** Called with the run right after it began. */
  readonly during?: (run: Run) => void;
}

/** It reports nothing, so that a busy machine does not change a verdict. */
export const QUIET_COMPUTER: Computer = { cpuPercent: () => null, socketLimit: () => null, freePorts: () => null };

export function planFor(url: string, load: PlanInput['load'], rest: Partial<PlanInput> = {}): PlanInput {
  return { version: 1, scenarios: [{ steps: [{ url }] }], load, ...rest };
}

export async function runPlan(input: PlanInput, { during, ...options }: TestRunOptions = {}): Promise<Observed> {
  const { run, observed } = await startObserved(input, options, COMPUTER);
  during?.(run);
  return observed(await run.ended);
}

export interface ObservedRun {
  readonly run: Run;
  readonly observed: (end: RunEnd) => Observed;
}

export async function startObserved(input: PlanInput, options: Partial<RunOptions>, world: RunWorld): Promise<ObservedRun> {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const batches: SampleBatch[] = [];
  const snapshots: Snapshot[] = [];
  const examples: FailureExample[] = [];
  const states: RunState[] = [];
  const annotations: Annotation[] = [];
  const run = await Run.start(
    parsed.value,
    { workers: 1, userAgent: 'Onrush/test', computer: QUIET_COMPUTER, stopAfterRefusedMs: null, files: NO_FILES, ...options },
    {
      handleState: (state) => states.push(state),
      handleAnnotation: (annotation) => annotations.push(annotation),
      handleBatch: (batch) => batches.push(batch),
      handleExamples: (kept) => examples.push(...kept),
      handleSnapshot: (snapshot) => snapshots.push(snapshot),
    },
    world,
  );
  const { value: plan } = parsed;
  return {
    run,
    observed: (end) => ({ end, plan, batches, snapshots, examples, states, annotations, rows: batches.flatMap(rowsOf) }),
  };
}

function rowsOf({ columns, count, errors, addresses, requests = [] }: SampleBatch): Row[] {
  return Array.from({ length: count }, (_, row) => {
    const cells = Object.fromEntries(COLUMN_NAMES.map((name) => [name, columns[name][row]])) as Record<ColumnName, number>;
    return {
      ...cells,
      reused: cells.reused === CONNECTION_USE.reused ? 1 : 0,
      resumed: resumedOf(cells.reused),
      kind: outcomeOf(cells.outcome),
      message: errors[cells.error - 1]?.message ?? '',
      address: addresses[cells.remote - 1] ?? '',
      sent: requests[cells.sentAs - 1] ?? null,
    };
  });
}

/** How many requests were sent and had not ended yet, at most. */
export function peakInFlight(rows: readonly { sentAt: number; endedAt: number }[]): number {
  const changes = rows.flatMap(({ sentAt, endedAt }) => [
    { at: sentAt, by: 1 },
    { at: endedAt, by: -1 },
  ]);
  // At the same moment, ends count before starts.
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  return Math.max(...changes.map(({ by }) => (now += by)));
}
