// The history of runs: written while they run, read by lists, charts and exports. It knows neither the engine nor a host.
import type { Annotation } from '../../shared/annotation.ts';
import type { FailureExample, FailureKind } from '../../shared/failure-example.ts';
import type { RunBrief, RunDetail, RunListChange, RunRow } from '../../shared/run.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunSummary } from '../../shared/summary.ts';
import type { Verdict } from '../../shared/plan/threshold.ts';
import { jsonCell } from './cells.ts';
import type { Database } from './database.ts';
import { failureOfWrite } from './database-failure.ts';
import { HeldWrites } from './held-writes.ts';
import type { GeneratorSecond } from './generator-seconds.ts';
import { UnwrittenRun } from './live-run.ts';
import { purgeSlice } from './run-purge.ts';
import { uncountedRunIds } from './run-recount.ts';
import { RUN_NUMBER } from './run-numbers.ts';
import { lostRunIds } from './run-recovery.ts';
import { RunChanges } from './run-changes.ts';
import { readRunFile, writeRunFile, type RunsRead } from './run-file.ts';
import { RunList } from './run-list.ts';
import { RUN_COLUMNS, runRow } from './run-rows.ts';
import { EXAMPLE } from './stored-shapes.ts';
import { RunWriter, type NewRun, type StoredEnd } from './run-writer.ts';
import type { RunStoreOptions } from './run-store-options.ts';
import { SeriesStore } from './series-store.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { StopRequests } from './stop-requests.ts';
import { attempt } from './attempt.ts';
import { cellsOneByOne, DAMAGED_RUN } from './tolerant-row.ts';

/** How often data is written. A batch may wait for its snapshot, so nothing stays unwritten longer than twice this time. */
const FLUSH_EVERY_MS = 250;

export class RunStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #writer: RunWriter;
  readonly #list: RunList;
  readonly #changes: RunChanges;
  readonly #snapshots: SnapshotStore;
  readonly #onWriteError: RunStoreOptions['onWriteError'];
  /** The requests that processes send each other through the file. */
  readonly stops: StopRequests;
  readonly series: SeriesStore;
  readonly path: string;
  readonly #onStopAsked: (runId: string) => void;
  readonly #live = new Map<string, UnwrittenRun>();
  readonly #held: HeldWrites;
  #flushTimer: NodeJS.Timeout | null = null;
  #purgeTimer: NodeJS.Timeout | null = null;

  constructor(
    database: Database,
    { onWriteError, onStopAsked = () => undefined, onHeld = () => undefined, now = Date.now }: RunStoreOptions,
  ) {
    this.#database = database;
    this.#now = now;
    this.#writer = new RunWriter(database);
    this.#list = new RunList(database);
    this.#changes = new RunChanges(database);
    this.#snapshots = new SnapshotStore(database);
    this.#onWriteError = onWriteError;
    this.stops = new StopRequests(database);
    this.series = new SeriesStore(database);
    this.path = database.path;
    this.#onStopAsked = onStopAsked;
    this.#held = new HeldWrites(now, (lockedMs) => [...this.#live.keys()].forEach((id) => onHeld(id, lockedMs)));
    this.#purgeSoon();
  }

  /** @throws UserError write_failed */
  insert(run: NewRun): void {
    this.#writer.insert(run, this.#now());
    this.#live.set(run.id, new UnwrittenRun(run.id));
    this.#flushTimer ??= setInterval(() => this.#flush(false), FLUSH_EVERY_MS).unref();
  }

  appendExamples(runId: string, examples: readonly FailureExample[]): void {
    this.#liveRun(runId).addExamples(examples);
  }

  append(runId: string, batch: SampleBatch): void {
    this.#liveRun(runId).add(batch);
  }

  /** `summary` and `verdicts` cover all batches so far; `second` is the verdict on the load generator. */
  appendSnapshot(
    runId: string,
    snapshot: Snapshot,
    summary: RunSummary,
    verdicts: readonly Verdict[],
    second: GeneratorSecond | null = snapshot.health,
  ): void {
    this.#liveRun(runId).addSnapshot(snapshot, { summary, verdicts }, second);
  }

  annotate(runId: string, annotation: Annotation): void {
    this.#liveRun(runId).addAnnotation(annotation);
    this.#flush(false);
  }

  /** Writes everything that waits, as soon as no other program locks the history; gives up after a while. */
  async written(): Promise<void> {
    await this.#held.untilWritten(() => this.#flush(true));
  }

  /** Returns how the run ended, which may be more than could be written. */
  finish(runId: string, end: StoredEnd): StoredEnd {
    const run = this.#liveRun(runId);
    this.#flushLast();
    this.#attempt(() => this.#writer.finish(runId, run.endOf(end), this.#now()));
    this.#live.delete(runId);
    if (this.#live.size === 0) this.#stopFlushing();
    return run.endOf(end);
  }

  /** The runs that a dead process left behind, which nobody writes any more. @throws UserError store_unavailable */
  lostIds(): string[] {
    return lostRunIds(this.#database, (id) => this.#live.has(id), this.#now());
  }

  /** Runs of older versions, newest first. @throws UserError store_unavailable */
  uncountedIds(): string[] {
    return uncountedRunIds(this.#database);
  }

  /** Newest first. @throws UserError store_unavailable */
  list(): RunBrief[] {
    this.#flush(false);
    return this.#list.read((id) => this.#live.has(id), this.#now());
  }

  /** How the listed runs changed since the last call, without those that are written here. @throws UserError store_unavailable */
  changes(): RunListChange | null {
    const ids = this.#changes.since(this.#live.size > 0);
    if (ids === null) return null;
    const others = new Set([...ids.changed].filter((id) => !this.#live.has(id)));
    if (others.size + ids.removed.length === 0) return null;
    return { changed: this.#list.read((id) => this.#live.has(id), this.#now(), others), removed: ids.removed };
  }

  /** @throws UserError store_unavailable */
  row(id: string): RunRow | null {
    this.#flush(false);
    const sql = `SELECT runs.*, capacity_id, ${RUN_NUMBER} FROM runs LEFT JOIN capacity_trials ON capacity_trials.run_id = id WHERE id = ? AND deleted_at IS NULL`;
    const found = attempt(() => ({ cells: this.#database.read(() => this.#database.prepare(sql).get(id)) }));
    const cells = found === undefined ? cellsOneByOne(this.#database, [id], RUN_COLUMNS)[0] : found.cells;
    if (cells === undefined) return null;
    const row = this.series.addedTo(runRow(cells, this.#live.has(id), this.#now()));
    if (row.reason?.startsWith(DAMAGED_RUN) !== true) return row;
    // The list's index has a second copy of the name and other texts.
    return runRow({ ...cells, ...this.#list.headCells(id) }, this.#live.has(id), this.#now());
  }

  /** Returns at most MOST_COLUMNS snapshots: neighbours of a long run are merged. @throws UserError store_unavailable */
  open(id: string): RunDetail | null {
    const row = this.row(id);
    if (row === null) return null;
    const { snapshots, isDamaged } = this.#snapshots.overview(id);
    return { row: isDamaged ? { ...row, reason: row.reason ?? DAMAGED_RUN } : row, snapshots };
  }

  /** In the order in which the requests failed. @throws UserError store_unavailable */
  examples(id: string, { outcome, code, message }: FailureKind): FailureExample[] {
    this.#flush(false);
    const sql =
      'SELECT example FROM failure_examples WHERE run_id = ? AND outcome = ? AND code = ? AND message = ? ORDER BY rowid';
    const found = this.#database.read(() => this.#database.prepare(sql).all(id, outcome, code, message));
    return found.map((cells) => jsonCell<FailureExample>(cells, 'example', EXAMPLE)).toSorted((a, b) => a.endedAt - b.endedAt);
  }

  /** Returns false if there is no such run. */
  describe(id: string, description: RunDescription): boolean {
    return this.#writer.describe(id, description);
  }

  /** Adds notes on how a run was read from a file. */
  note(id: string, notes: string): void {
    this.#writer.note(id, notes);
  }

  /** Each plan has at most one baseline, which this one replaces. Returns false if there is no such run. */
  pin(id: string, isBaseline: boolean): boolean {
    return this.#writer.pin(id, isBaseline);
  }

  /** Its samples stay for a day, so that it can be restored. Returns false if there is no such run. */
  remove(id: string): boolean {
    const sql = 'UPDATE runs SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(this.#now(), id).changes === 1);
  }

  /** Removes a run that is incomplete for good. */
  discard(id: string): void {
    this.#live.delete(id);
    if (this.#live.size === 0) this.#stopFlushing();
    this.#database.write(() => this.#database.prepare('UPDATE runs SET deleted_at = 0 WHERE id = ?').run(id));
    this.purge();
  }

  /** Begins to remove what was discarded, or deleted long ago. */
  purge(): void {
    if (this.#purgeTimer === null) this.#purgeSoon();
  }

  /** Returns false if no deleted run has that id. */
  restore(id: string): boolean {
    const sql = 'UPDATE runs SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL';
    return this.#database.write(() => this.#database.prepare(sql).run(id).changes === 1);
  }

  /** Writes finished runs into one file. @throws UserError write_failed */
  writeFile(ids: readonly string[], path: string): void {
    this.flush();
    writeRunFile(this.#database, ids, path);
  }

  /** Takes the runs of such a file into the history. @throws UserError import_invalid, write_failed */
  readFile(path: string, fileName: string): RunsRead {
    return readRunFile(this.#database, path, fileName);
  }

  /** Writes everything that waits, so that others can read it. */
  flush(): void {
    this.#flush(true);
  }

  /** Writes everything that waits. Call it before the database is closed. */
  close(): void {
    this.#flushLast();
    this.#stopFlushing();
    if (this.#purgeTimer !== null) clearTimeout(this.#purgeTimer);
    this.#purgeTimer = null;
  }

  #liveRun(runId: string): UnwrittenRun {
    const run = this.#live.get(runId);
    if (run === undefined) throw new Error(`Run ${runId} is not being written`);
    return run;
  }

  #flush(all: boolean): void {
    if (this.#live.size === 0) return;
    const runs = [...this.#live.values()];
    this.#attempt(() => this.#held.attempt(runs, () => this.#writer.flushSoon(runs, all, this.#now())));
    for (const id of this.#live.keys()) this.#hearStops(id);
  }

  /** There is no later time for it, so a lock is a failure. */
  #flushLast(): void {
    if (this.#live.size > 0) this.#attempt(() => this.#writer.flush([...this.#live.values()], this.#now()));
  }

  /** Called by a timer, so it never throws: if reading fails, the next call tries again. */
  #hearStops(id: string): void {
    try {
      for (let asked = this.stops.heard(id); asked > 0; asked -= 1) this.#onStopAsked(id);
    } catch {
      return;
    }
  }

  /** Called by timers, so it never throws: the failure of a run that cannot be written is reported once. */
  #attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      const failure = failureOfWrite(error);
      for (const run of this.#live.values()) {
        if (run.failure !== null) continue;
        run.fail(failure);
        this.#onWriteError(failure, run.id);
      }
    }
  }

  #stopFlushing(): void {
    if (this.#flushTimer !== null) clearInterval(this.#flushTimer);
    this.#flushTimer = null;
  }

  #purgeSoon(): void {
    this.#purgeTimer = setTimeout(() => {
      this.#purgeTimer = null;
      if (this.#purge()) this.#purgeSoon();
    }, 0).unref();
  }

  #purge(): boolean {
    try {
      return purgeSlice(this.#database, this.#now());
    } catch {
      // Nobody waits for the space, so the next start tries again.
      return false;
    }
  }
}
