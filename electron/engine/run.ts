// One run of a plan, from preparation to its end: the state machine over the worker pool and the recorder.
import { planTimeAt, type Annotation, type LoadChange } from '../../shared/annotation.ts';
import { formatCount } from '../../shared/format.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import { changeFault } from '../../shared/plan/load-change-fault.ts';
import { scheduleOfRun, unitOf } from '../../shared/plan/load-change.ts';
import { emptyReason } from './record/empty-reason.ts';
import { brokenWords, crashWords, refusedWords, threadName, usedUpWords } from './record/stop-words.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunState } from '../../shared/run.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { MAX_VUS } from '../../shared/plan/load-limits.ts';
import { mostVus, schedulesOf, streamsOf } from '../../shared/plan/streams.ts';
import type { RunSummary } from '../../shared/summary.ts';
import type { Verdict } from '../../shared/plan/threshold.ts';
import { COMPUTER_TIME, type Clock, type TimeSource } from './time/clock.ts';
import type { CancelTimer } from './time/due-timers.ts';
import type { Timers } from './time/timers.ts';
import { Recorder, type RecorderListener, type RecorderOptions } from './record/recorder.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { ExampleQuota } from './load/failure-examples.ts';
import { sharedConnectionsOf } from '../../shared/plan/shared-connections.ts';
import { countOfPart, WHOLE_RUN } from '../../shared/plan/run-part.ts';
import { allocateSharedLoad } from './load/shared-load.ts';
import type { Flush } from './messages.ts';
import { WorkerPool, type Pool, type PoolOptions, type StartPool } from './worker-pool.ts';

/** What a run uses of the outside world: the threads and the clock of this computer, or those of a test. */
export interface RunWorld {
  readonly startPool: StartPool;
  readonly time: TimeSource;
  /** A thread that has not ended this long after it should have is terminated. In ms. */
  readonly patienceMs: number;
  /** The name of another program that sends; without it the engine's own threads do. */
  readonly sender?: string;
}

export const COMPUTER: RunWorld = {
  startPool: (...all) => WorkerPool.start(...all),
  time: COMPUTER_TIME,
  patienceMs: 3000,
};

/** `workers` is the number of sending threads, at most one per virtual user. */
export interface RunOptions extends RecorderOptions, PoolOptions {
  readonly userAgent: string;
  readonly files: PlanFiles;
  /** Epoch ms of its time 0, if that was agreed on and lies a moment ahead. */
  readonly startAt?: number | undefined;
  /** Its requests derive their trace ids from it. */
  readonly runId?: string | undefined;
}

export interface RunObserver extends RecorderListener {
  handleState(state: RunState): void;
  handleBatch(batch: SampleBatch): void;
  /** A few examples of each kind of failure, as they arrive. */
  handleExamples(examples: readonly FailureExample[]): void;
  /** The run pauses, resumes or changes its level at a time that lies just ahead. */
  handleAnnotation(annotation: Annotation): void;
}

/** An observer for a run of which only the end matters. */
export const NOBODY: RunObserver = {
  handleState: () => undefined,
  handleBatch: () => undefined,
  handleExamples: () => undefined,
  handleAnnotation: () => undefined,
  handleSnapshot: () => undefined,
};

export interface RunEnd {
  readonly state: 'completed' | 'stopped' | 'failed';
  /** Why it failed or stopped early, in one sentence. */
  readonly reason: string | null;
  readonly summary: RunSummary;
  readonly verdicts: readonly Verdict[];
}

/** The time from now to time 0 in ms, so that it reaches every thread in time. */
const LEAD_MS = 20;
/** The same for a pause, its end and a change of level: a busy thread may read the message late. In ms. */
const ANNOUNCED_MS = 100;

export class Run {
  /** Epoch ms of the run's time 0. */
  readonly startedAt: number;
  readonly startAt: bigint;
  readonly ended: Promise<RunEnd>;
  readonly #plan: Plan;
  readonly #observer: RunObserver;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #pool: Pool;
  readonly #timers: Timers;
  readonly #patienceMs: number;
  /** Each worker keeps its own quota; this one is for all of them. */
  readonly #quota = new ExampleQuota();
  readonly #workers: number;
  readonly #sender: string | null;
  #left: number;
  #state: RunState = 'running';
  /** Why the run failed. */
  #reason: string | null = null;
  /** Why it was stopped, if nobody pressed Stop. */
  #stopReason: string | null = null;
  #cancelForce: CancelTimer | null = null;
  /** True if the data rows ran out and no further iteration began. */
  #isUsedUp = false;
  /** Ascending in time. */
  #annotations: readonly Annotation[] = [];
  readonly #resolve: (end: RunEnd) => void;

  private constructor(plan: Plan, options: RecorderOptions, world: RunWorld, startAt: bigint, pool: Pool, observer: RunObserver) {
    this.#plan = plan;
    this.#timers = world.time.timers();
    this.#patienceMs = world.patienceMs;
    this.#pool = pool;
    this.#observer = observer;
    this.#workers = options.workers;
    this.#sender = world.sender ?? null;
    this.#left = options.workers;
    this.#clock = world.time.clockFrom(startAt);
    this.startAt = startAt;
    this.startedAt = Date.now() - this.#clock.now();
    this.#recorder = new Recorder(plan, options, {
      handleSnapshot: (...all) => observer.handleSnapshot(...all),
      handleBroken: (verdict) => this.#stopFor(brokenWords(verdict)),
      handleRefused: (...all) => this.#stopFor(refusedWords(options, ...all)),
    });
    const { promise, resolve } = Promise.withResolvers<RunEnd>();
    this.ended = promise;
    this.#resolve = resolve;
  }

  /** Resolves when the run has begun. @throws if the engine's threads cannot be started. */
  static async start(plan: Plan, options: RunOptions, observer: RunObserver, world: RunWorld = COMPUTER): Promise<Run> {
    const part = options.part ?? WHOLE_RUN;
    // A connection belongs to one thread, so there are at most as many threads as connections.
    const most = Math.min(mostVus(plan), sharedConnectionsOf(plan.http) ?? Infinity);
    const workers = Math.max(1, Math.min(options.workers, countOfPart(most, part)));
    const { userAgent, files, runId } = options;
    const shared = allocateSharedLoad(workers, streamsOf(plan).length);
    const task = { plan, workers, userAgent, files, shared, part, runId };
    const tasks = Array.from({ length: workers }, (_, worker) => ({ ...task, worker }));
    let run: Run | null = null;
    const pool = await world.startPool(tasks, options, {
      handleFlush: (worker, message) => run?.handleFlush(worker, message),
      handleDone: (worker) => run?.handleDone(worker),
      handleCrash: (worker, cause) => run?.handleCrash(worker, cause),
    });
    const startAt = world.time.nanoseconds() + BigInt(Math.round(Math.max(LEAD_MS, (options.startAt ?? 0) - Date.now()) * 1e6));
    run = new Run(
      plan,
      { ...options, workers, dataRows: files.journey.tables.map(({ rows }) => rows) },
      world,
      startAt,
      pool,
      observer,
    );
    pool.send({ type: 'begin', startAt });
    observer.handleState('running');
    return run;
  }

  get state(): RunState {
    return this.#state;
  }

  /** Until it is resumed, nothing starts and nothing falls due; requests in flight may end. */
  pause(): void {
    if (this.#state !== 'running') return;
    this.#annotate({ at: this.#justAhead(), kind: 'paused' });
    this.#enter('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#annotate({ at: this.#justAhead(), kind: 'resumed' });
    this.#enter('running');
  }

  /** Sets another level from just ahead to the end of the plan. Returns what is wrong with it, or null once it is done. */
  adjust({ level, maxVus }: LoadChange): string | null {
    if (this.#state !== 'running' && this.#state !== 'paused') return 'This run is ending; its load cannot be changed any more.';
    const { load } = this.#plan;
    const at = this.#justAhead();
    const schedule = scheduleOfRun(load, this.#annotations);
    const fault = this.#usersFault(level, maxVus) ?? changeFault(schedule, planTimeAt(this.#annotations, at), { level, maxVus });
    if (fault === null) this.#annotate({ at, kind: 'level', level, maxVus, unit: unitOf(load.model) });
    return fault;
  }

  /** The loads of scenarios keep their number of users, because all users of a run are numbered. */
  #usersFault(level: number | null, maxVus: number | null): string | null {
    const users = this.#plan.load.model === 'open' ? maxVus : level;
    const others = schedulesOf(this.#plan)
      .slice(1)
      .reduce((sum, schedule) => sum + schedule.maxVus, 0);
    if (users === null || others === 0 || Math.ceil(users) + others <= MAX_VUS) return null;
    return `The loads of scenarios have ${formatCount(others)} virtual users, and a run has at most ${formatCount(MAX_VUS)}. Lower the number.`;
  }

  /** The first call lets requests finish within the plan's grace time; a second one cancels them. */
  stop(): void {
    if (this.#state === 'stopping') {
      this.#pool.send({ type: 'cancel' });
      this.#forceIn(this.#patienceMs);
    }
    if (this.#state !== 'running' && this.#state !== 'paused') return;
    this.#enter('stopping');
    this.#recorder.markStopped(this.#clock.now());
    this.#pool.send({ type: 'stop' });
    this.#forceIn(this.#plan.gracefulStop + this.#patienceMs);
  }

  /** Ends the run as failed; whatever was measured is kept. */
  fail(reason: string): void {
    if (this.#state === 'failed' || this.#left === 0) return;
    this.#reason ??= reason;
    this.#recorder.markStopped(this.#clock.now());
    this.#pool.send({ type: 'cancel' });
    this.#state = 'failed';
    this.#forceIn(this.#patienceMs);
  }

  private handleFlush(worker: number, flush: Flush): void {
    if (this.#left === 0) return;
    if (flush.batch !== null) this.#observer.handleBatch(flush.batch);
    const kept = flush.examples.filter((example) => this.#quota.take(example));
    if (kept.length > 0) this.#observer.handleExamples(kept);
    this.#recorder.addFlush(worker, flush);
    const stopReason = flush.gauges.journey?.stopReason ?? null;
    if (stopReason !== null) this.#stopFor(stopReason);
    this.#isUsedUp ||= (flush.gauges.usedUpAt ?? null) !== null;
  }

  private handleDone(worker: number): void {
    if (this.#left === 0) return;
    this.#recorder.endWorker(worker);
    this.#left -= 1;
    if (this.#left === 0) this.#finish();
  }

  private handleCrash(worker: number, cause: string): void {
    if (this.#left === 0) return;
    this.fail(crashWords(this.#sender ?? threadName(worker, this.#workers), cause));
    this.#recorder.loseWorker(worker);
    this.handleDone(worker);
  }

  /** Ends the run as a stop would, and records the reason. */
  #stopFor(reason: string): void {
    if (this.#state !== 'running' && this.#state !== 'paused') return;
    this.#stopReason = reason;
    this.stop();
  }

  /** A time just ahead, and after all earlier annotations. */
  #justAhead(): number {
    return Math.max(this.#annotations.at(-1)?.at ?? 0, this.#clock.now() + ANNOUNCED_MS);
  }

  #annotate(annotation: Annotation): void {
    this.#annotations = [...this.#annotations, annotation];
    this.#recorder.annotate(annotation);
    this.#pool.send({ type: 'annotate', annotation });
    this.#observer.handleAnnotation(annotation);
  }

  #enter(state: RunState): void {
    this.#state = state;
    this.#observer.handleState(state);
  }

  #forceIn(milliseconds: number): void {
    this.#cancelForce?.();
    this.#cancelForce = this.#timers.after(milliseconds, () => {
      this.#left = 0;
      this.#recorder.loseOthers();
      this.#finish();
    });
  }

  #finish(): void {
    this.#timers.end();
    void this.#pool.terminate();
    const { summary, verdicts } = this.#recorder.finish(this.#clock.now());
    const reason = this.#reason ?? (this.#state === 'stopping' ? null : emptyReason(summary, this.#plan));
    const state = reason !== null ? 'failed' : this.#state === 'stopping' ? 'stopped' : 'completed';
    this.#state = state;
    const ended = state === 'completed' && this.#isUsedUp ? usedUpWords(this.#plan, summary) : null;
    this.#resolve({ state, reason: reason ?? this.#stopReason ?? ended, summary, verdicts });
  }
}
