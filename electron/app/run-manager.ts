// Starts a run, stores everything it reports, and informs listeners. Only one run at a time, because two would disturb each
// other's measurements.
import { randomUUID } from 'node:crypto';
import type { LoadChange } from '../../shared/annotation.ts';
import type { Calibration } from '../../shared/calibration.ts';
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Settings } from '../../shared/settings.ts';
import type { RunEvent, RunRow, RunState } from '../../shared/run.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import { calibrate } from '../calibration/calibrate.ts';
import { defaultWorkers, driveUnseen } from './drive-unseen.ts';
import { thisComputer } from './computer.ts';
import { Run } from '../engine/run.ts';
import { onRunClock, sendBefore } from '../engine/send-before.ts';
import type { RunStore } from '../store/run-store.ts';
import { partWords } from '../../shared/plan/run-part.ts';
import { waitUntil } from './wait-until.ts';
import type { OtlpSender } from '../export/otlp/otlp-sender.ts';
import { metricsOf } from './run-metrics.ts';
import { recordingObserver } from './recording-observer.ts';
import { preparePlan } from './prepare-plan.ts';
import { readJourneyFiles } from './plan-files/read-journey-files.ts';
import { ELSEWHERE, NOT_BEGUN, SEARCHING } from './run-refusals.ts';
import type { RunRequest, StartedRun } from './run-request.ts';
import { machineOf, notWatched, unlessSent } from './sent-by.ts';
import type { OtherPrograms } from './other-programs.ts';
import type { TargetGuard } from './target-guard.ts';
import { USER_AGENT } from '../system/version.ts';
import type { PlanFiles } from '../engine/files/plan-files.ts';

/** The default time after which a run ends if its target responds with nothing but 429 and 503, in ms. */
const REFUSED_FOR_MS = 10_000;

/** How long before the agreed start the run prepares itself, in ms: its threads wait no longer than a few seconds. */
const READY_BEFORE_MS = 3000;

/** The rules that decide whether a run may begin and when it must end. */
export interface RunRules {
  readonly guard: TargetGuard;
  readonly settings: () => Settings;
  /** Without it, runs of other processes are not looked for. */
  readonly others?: Pick<OtherPrograms, 'noteBeside'>;
}

interface Active {
  readonly id: string;
  readonly run: Run;
  readonly ended: Promise<RunRow>;
  /** Another program that sends; null for our own threads. */
  readonly sender: string | null;
}

export class RunManager {
  readonly #runs: RunStore;
  readonly #guard: TargetGuard;
  readonly #settings: () => Settings;
  readonly #others: RunRules['others'];
  readonly #tell: (event: RunEvent) => void;
  #active: Active | null = null;
  /** The run that is being prepared. */
  #preparing: { readonly controller: AbortController; readonly ended: Promise<unknown> } | null = null;
  /** The search during which no other run may begin. */
  #holder: string | null = null;

  constructor(runs: RunStore, { guard, settings, others }: RunRules, tell: (event: RunEvent) => void) {
    this.#runs = runs;
    this.#guard = guard;
    this.#settings = settings;
    this.#others = others;
    this.#tell = tell;
  }

  /** @throws UserError if a run is going on, a public host is not confirmed, or the engine or the store cannot start one. */
  async start(request: RunRequest): Promise<StartedRun> {
    if (this.#holder !== null && request.capacityId !== this.#holder) throw new UserError('run_active', SEARCHING);
    if (this.#active !== null || this.#preparing !== null) {
      throw new UserError('run_active', 'A run is going on, and two at once would disturb each other. Stop it first.');
    }
    return await this.#prepare(async (signal) => await this.#start(request, signal));
  }

  /** Stops a run that is still being prepared; whoever started it gets `superseded`. */
  cancelStart(): void {
    this.#preparing?.controller.abort(NOT_BEGUN);
  }

  /**
   * Measures what this computer can do with the plan's settings; the result is not stored here. @throws UserError as `start`
   * does.
   */
  async calibrate(plan: Plan, capacityId: string | null = null, workers = this.#workers()): Promise<Calibration> {
    if (this.#holder !== null && capacityId !== this.#holder) throw new UserError('run_active', SEARCHING);
    if (this.#active !== null || this.#preparing !== null)
      throw new UserError('run_active', 'A run is going on, and measuring would disturb it. Wait for its end.');
    return await this.#prepare(async () => await calibrate(plan, workers, driveUnseen));
  }

  /** Whether `start` would accept the plan; sends nothing. @throws UserError as `start` does */
  async check(
    plan: Plan,
    { confirmed = [], folder = process.cwd(), secretOf }: Omit<RunRequest, 'plan' | 'planId'>,
  ): Promise<void> {
    const { constants } = readJourneyFiles(plan, process.env, folder, secretOf);
    await this.#guard.check(plan, confirmed, constants);
  }

  /** Until it is released, only trials of this search may begin. @throws UserError run_active */
  hold(capacityId: string): void {
    if (this.isActive)
      throw new UserError('run_active', 'A run is going on, and a search beside it would be disturbed. Stop it first.');
    this.#holder = capacityId;
  }

  release(): void {
    this.#holder = null;
  }

  /** The first call lets requests finish, a second one cancels them. */
  stop(id: string): void {
    if (this.#active?.id === id) this.#active.run.stop();
    else if (this.#runs.stops.isGoingOn(id)) this.#runs.stops.ask(id);
  }

  /** @throws UserError if another process sends the run's requests. */
  pause(id: string): void {
    this.#ownRun(id)?.pause();
  }

  /** @throws UserError if another process sends the run's requests. */
  resume(id: string): void {
    this.#ownRun(id)?.resume();
  }

  /** @throws UserError if the run is over or its model cannot have such a load. */
  adjust(id: string, change: LoadChange): void {
    const run = this.#ownRun(id);
    const fault = run === null ? 'This run is over; its load cannot be changed any more.' : run.adjust(change);
    if (fault !== null) throw new UserError('bad_request', fault);
  }

  /** True if a run is going on or about to begin. */
  get isActive(): boolean {
    return this.#active !== null || this.#preparing !== null || this.#holder !== null;
  }

  /** The state of the run while it is going on, otherwise null. */
  stateOf(id: string): RunState | null {
    return this.#active?.id === id ? this.#active.run.state : null;
  }

  /** @throws UserError not_found */
  describe(id: string, description: RunDescription): RunRow {
    this.#runs.describe(id, description);
    const row = this.#rowOf(id);
    this.#tell({ type: 'described', runId: id, description, number: row.number });
    return row;
  }

  /** A write to the history failed: the run ends, and what is stored is kept. */
  failRun(id: string, reason: string): void {
    if (this.#active?.id === id) this.#active.run.fail(reason);
  }

  /** After an internal error the run that is going on ends as failed, and what was measured is kept. */
  failActive(reason: string): void {
    this.#active?.run.fail(reason);
  }

  /** Stops the run that is going on at once and waits until it is written. */
  async close(): Promise<void> {
    this.cancelStart();
    await this.#preparing?.ended;
    const active = this.#active;
    if (active === null) return;
    active.run.stop();
    active.run.stop();
    await active.ended;
  }

  async #prepare<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const working = work(controller.signal);
    this.#preparing = { controller, ended: working.catch(() => undefined) };
    try {
      return await working;
    } catch (error) {
      // If the run was stopped, that is the reason, whatever failed because of it.
      controller.signal.throwIfAborted();
      throw error;
    } finally {
      this.#preparing = null;
    }
  }

  async #start(request: RunRequest, signal: AbortSignal): Promise<StartedRun> {
    const { plan, confirmed = [], folder = process.cwd(), secretOf, startAt = 0 } = request;
    await waitUntil(startAt - READY_BEFORE_MS, signal);
    const { files, close } = await preparePlan(plan, { guard: this.#guard, confirmed, folder, secretOf, signal });
    try {
      const started = await this.#begin(request, files, signal);
      void started.ended.then(close, close);
      return started;
    } catch (error) {
      close();
      throw error;
    }
  }

  async #begin(request: RunRequest, prepared: PlanFiles, signal: AbortSignal): Promise<StartedRun> {
    const { plan, planId, threads = {}, capacityId = null, sender, folder = process.cwd() } = request;
    const workers = sender === undefined ? (request.workers ?? this.#workers()) : 1;
    signal.throwIfAborted();
    const id = randomUUID();
    const sent = { userAgent: USER_AGENT, runId: id };
    const before = (plan.before ?? []).length === 0 ? null : await sendBefore(plan, prepared, sent, signal);
    signal.throwIfAborted();
    if (before !== null && before.failure !== null) throw new UserError('run_failed', before.failure);
    const given = before === null ? {} : { given: before.values };
    const files = { ...prepared, journey: { ...prepared.journey, ...given } };
    const runs = this.#runs;
    let isRecorded = false;
    let metrics: OtlpSender | null = null;
    const run = await Run.start(
      plan,
      {
        workers,
        threads,
        userAgent: USER_AGENT,
        computer: thisComputer(),
        files,
        before: before?.batch ?? null,
        stopAfterRefusedMs: this.#settings().stopWhenRefused ? REFUSED_FOR_MS : null,
        part: request.part,
        startAt: request.startAt,
        runId: id,
      },
      recordingObserver(
        { id, runs, tell: this.#tell, isRecorded: () => isRecorded, measure: (snapshot) => metrics?.add(snapshot) },
        request.watch,
      ),
      sender?.worldOf(plan, files, folder),
    );
    try {
      runs.insert({ id, name: plan.name, planId, plan, startedAt: run.startedAt, machine: machineOf(sender), capacityId });
      isRecorded = true;
      metrics = metricsOf(request, this.#settings().otlpUrl ?? '', { runs, runId: id, startedAt: run.startedAt });
      this.#noteStart(id, request);
      const rows = before === null ? null : onRunClock(before, run.startAt);
      if (rows !== null) runs.append(id, rows);
    } catch (error) {
      run.fail('The history could not be written.');
      throw error;
    }
    const ended = this.#finish(id, run, { sender: sender?.name ?? null, metrics });
    this.#active = { id, run, ended, sender: sender?.name ?? null };
    this.#tell({ type: 'started', row: this.#rowOf(id) });
    return { id, ended };
  }

  #noteStart(id: string, { part, plan, handleWarning }: RunRequest): void {
    if (part !== undefined) this.#runs.note(id, partWords(part));
    for (const sentence of this.#others?.noteBeside(id, plan.name) ?? []) handleWarning?.(sentence);
  }

  async #finish(
    id: string,
    run: Run,
    { sender, metrics }: { readonly sender: string | null; readonly metrics: OtlpSender | null },
  ): Promise<RunRow> {
    const end = await run.ended;
    await this.#runs.written();
    this.#active = null;
    const known = sender === null ? end : { ...end, summary: notWatched(end.summary, sender) };
    const { state, reason } = this.#runs.finish(id, known);
    // On a full disk the history may not say how it ended.
    const row = (): RunRow => ({ ...this.#rowOf(id), state, reason });
    this.#tell({ type: 'ended', row: row() });
    await metrics?.end();
    return row();
  }

  /** Returns null if the run is over. */
  #ownRun(id: string): Run | null {
    if (this.#active?.id === id) return unlessSent(this.#active);
    if (this.#runs.stops.isGoingOn(id)) throw new UserError('bad_request', ELSEWHERE);
    return null;
  }

  #workers(): number {
    return this.#settings().workers ?? defaultWorkers();
  }

  #rowOf(id: string): RunRow {
    const row = this.#runs.row(id);
    if (row === null) throw new UserError('not_found', 'The run is not in the history any more.');
    return row;
  }
}
