// The SQL that writes runs, their batches and snapshots, with one transaction per call.
import { writtenVerdict } from '../../shared/plan/written-verdict.ts';
import type { Annotation } from '../../shared/annotation.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Machine, RunState } from '../../shared/run.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import { emptySummary } from '../../shared/summary.ts';
import type { Database } from './database.ts';
import { numberRun } from './run-numbers.ts';
import { markCounted } from './run-recount.ts';
import type { UnwrittenRun, Pending, PendingBatch, PendingSnapshot, Results } from './live-run.ts';
import { SAMPLE_FORMAT } from './codec/sample-codec.ts';

export interface NewRun {
  readonly id: string;
  readonly name: string;
  /** The saved plan that it was started from, if any. */
  readonly planId: string | null;
  readonly plan: Plan;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Null if it is not known. */
  readonly machine?: Machine | null;
  /** The name of the file that its requests were read from. */
  readonly importedFrom?: string | null;
  /** The search or ladder to which it belongs as a trial. */
  readonly capacityId?: string | null;
  /** The names of the load generators of a merged run; the thread number of a batch is an index into this list. */
  readonly generators?: readonly string[];
}

export interface StoredEnd extends Results {
  readonly state: RunState;
  /** Why the run failed, in one sentence. */
  readonly reason: string | null;
}

/** Times named `now` are epoch ms. Every method may throw UserError write_failed. */
export class RunWriter {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(
    { id, name, planId, plan, startedAt, machine = null, importedFrom = null, capacityId = null, generators = [] }: NewRun,
    now: number,
  ): void {
    const noted = machine === null ? null : JSON.stringify(machine);
    this.#database.write(() => {
      this.#database
        .prepare(
          `INSERT INTO runs (id, name, plan_id, plan, state, started_at, summary, verdicts, owner_pid, heartbeat_at,
             machine, imported_from, generators)
           VALUES (?, ?, ?, ?, 'running', ?, ?, '[]', ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          name,
          planId,
          JSON.stringify(plan),
          startedAt,
          JSON.stringify(emptySummary()),
          process.pid,
          now,
          noted,
          importedFrom,
          JSON.stringify(generators),
        );
      if (capacityId !== null)
        this.#database.prepare('INSERT INTO capacity_trials (run_id, capacity_id) VALUES (?, ?)').run(id, capacityId);
      markCounted(this.#database, id);
      numberRun(this.#database, id, name);
    });
  }

  /** Writes all that waits in the runs. */
  flush(runs: readonly UnwrittenRun[], now: number): void {
    this.#database.write(() => this.#putWaiting(runs, true, now));
  }

  /** Does not wait for a lock. See UnwrittenRun.take for `all`. @throws LockedError: everything still waits */
  flushSoon(runs: readonly UnwrittenRun[], all: boolean, now: number): void {
    this.#database.writeSoon(() => this.#putWaiting(runs, all, now));
  }

  /** With the heartbeats of the runs. */
  #putWaiting(runs: readonly UnwrittenRun[], all: boolean, now: number): void {
    for (const run of runs) {
      this.#put(run.id, run.take(all));
      this.#database.prepareOnce('UPDATE runs SET heartbeat_at = ? WHERE id = ?').run(now, run.id);
    }
  }

  describe(id: string, { name, notes, tags, starred }: RunDescription): boolean {
    const sql = 'UPDATE runs SET name = ?, notes = ?, tags = ?, starred = ? WHERE id = ? AND deleted_at IS NULL';
    return this.#database.write(() => {
      const { changes } = this.#database.prepare(sql).run(name, notes, JSON.stringify(tags), starred ? 1 : 0, id);
      if (changes === 1) numberRun(this.#database, id, name);
      return changes === 1;
    });
  }

  note(id: string, notes: string): void {
    this.#database.write(() => this.#database.prepare('UPDATE runs SET notes = ? WHERE id = ?').run(notes, id));
  }

  pin(id: string, isBaseline: boolean): boolean {
    const plan = `coalesce(plan_id, json_extract(plan, '$.name'))`;
    return this.#database.write(() => {
      const unpin = `UPDATE runs SET is_baseline = 0 WHERE is_baseline = 1 AND ${plan} = (SELECT ${plan} FROM runs WHERE id = ?)`;
      this.#database.prepare(unpin).run(id);
      const pin = 'UPDATE runs SET is_baseline = ? WHERE id = ? AND deleted_at IS NULL';
      return this.#database.prepare(pin).run(isBaseline ? 1 : 0, id).changes === 1;
    });
  }

  finish(runId: string, { state, reason, summary, verdicts }: StoredEnd, now: number): void {
    this.#database.write(() => {
      this.#putResults(runId, { summary, verdicts });
      this.#database
        .prepare('UPDATE runs SET state = ?, reason = ?, heartbeat_at = ? WHERE id = ?')
        .run(state, reason, now, runId);
    });
  }

  #put(runId: string, { batches, snapshots, examples, annotations, results }: Pending): void {
    this.#putBatches(runId, batches);
    this.#putSnapshots(runId, snapshots);
    for (const example of examples) this.#putExample(runId, example);
    for (const annotation of annotations) this.#putAnnotation(runId, annotation);
    if (results !== null) this.#putResults(runId, results);
  }

  #putBatches(runId: string, batches: readonly PendingBatch[]): void {
    const putBatch = this.#database.prepareOnce(
      'INSERT INTO sample_batches (run_id, seq, worker, count, format, columns, errors, addresses, requests, tally, timings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const putSpan = this.#database.prepareOnce(
      `INSERT INTO batch_spans (run_id, seq, first_row, count, first_ended_at, last_ended_at, first_due_at, last_due_at,
       failed, cancelled, longest_service, longest_response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { seq, worker, count, firstRow, span, columns, errors, addresses, requests, tally, timings } of batches) {
      putBatch.run(runId, seq, worker, count, SAMPLE_FORMAT, columns, errors, addresses, requests, tally, timings);
      const times = [span.firstEndedAt, span.lastEndedAt, span.firstDueAt, span.lastDueAt];
      const { failed, cancelled, longestService, longestResponse } = span;
      putSpan.run(runId, seq, firstRow, count, ...times, failed, cancelled, longestService, longestResponse);
    }
  }

  #putSnapshots(runId: string, snapshots: readonly PendingSnapshot[]): void {
    const putSnapshot = this.#database.prepareOnce('INSERT INTO snapshots (run_id, idx, data) VALUES (?, ?, ?)');
    const putMerged = this.#database.prepareOnce('INSERT INTO merged_snapshots (run_id, level, slot, data) VALUES (?, ?, ?, ?)');
    // The last second of a run is judged again if the run ends in the middle of it.
    const putSecond = this.#database.prepareOnce(
      'INSERT OR REPLACE INTO generator_seconds (run_id, second, verdict) VALUES (?, ?, ?)',
    );
    for (const { level, slot, data, generator } of snapshots) {
      if (level === 0) putSnapshot.run(runId, slot, data);
      else putMerged.run(runId, level, slot, data);
      if (generator !== null) putSecond.run(runId, generator.second, generator.verdict);
    }
  }

  #putExample(runId: string, example: FailureExample): void {
    const { outcome, code, message } = example;
    this.#database
      .prepareOnce('INSERT INTO failure_examples (run_id, outcome, code, message, example) VALUES (?, ?, ?, ?, ?)')
      .run(runId, outcome, code, message, JSON.stringify(example));
  }

  #putAnnotation(runId: string, annotation: Annotation): void {
    const sql = `UPDATE runs SET annotations = json_insert(annotations, '$[#]', json(?)) WHERE id = ?`;
    this.#database.prepareOnce(sql).run(JSON.stringify(annotation), runId);
  }

  #putResults(runId: string, { summary, verdicts }: Results): void {
    this.#database
      .prepareOnce('UPDATE runs SET summary = ?, verdicts = ? WHERE id = ?')
      .run(JSON.stringify(summary), JSON.stringify(verdicts.map(writtenVerdict)), runId);
  }
}
