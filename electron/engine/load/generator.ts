// The load of one worker: gives due iterations to its virtual users, watches deadlines, hands on what ended.
// Knows nothing of threads; `worker.ts` connects it to the main one.
import type { Annotation } from '../../../shared/annotation.ts';
import { scheduleOfRun } from '../../../shared/plan/load-change.ts';
import { scheduleOf } from '../../../shared/plan/schedule.ts';
import { arrivalsOf, shareOf, type Arrivals } from './arrivals.ts';
import { threadCpuMs, type Clock } from '../time/clock.ts';
import { Connector } from '../http/connector.ts';
import { DEADLINE_TICK_MS, Deadlines } from '../time/deadlines.ts';
import { FailureExamples } from './failure-examples.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { ClientContext } from '../http/http-client.ts';
import type { Flush, Gauges, WorkerTask } from '../messages.ts';
import { PlanClock } from './plan-clock.ts';
import { prepareScenarios, scenarioOf, type ScenarioTemplate } from '../http/request-template.ts';
import { reachOf } from '../http/reach.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { SelfWatch } from './self-watch.ts';
import { StartTurns } from './start-turns.ts';
import { Timers } from './timers.ts';
import { userGauges } from './user-gauges.ts';
import { VirtualUser, type VirtualUserOwner } from './virtual-user.ts';

/** Batches go out this often, on multiples of it, so that every second one ends with a snapshot. */
const FLUSH_MS = 125;
const SHORTEST_WAIT_MS = 1;

/** See the worker's message of that name. */
export interface GeneratorListener {
  handleFlush(flush: Flush): void;
  /** After the last flush. */
  handleDone(): void;
}

export class Generator implements VirtualUserOwner {
  mayContinue = true;
  readonly #task: WorkerTask;
  readonly #clock: Clock;
  readonly #listener: GeneratorListener;
  readonly #planClock: PlanClock;
  readonly #arrivals: Arrivals;
  readonly #scenarios: readonly ScenarioTemplate[];
  readonly #deadlines: Deadlines;
  readonly #context: Omit<ClientContext, 'slot'>;
  readonly #buffer: SampleBuffer;
  readonly #examples: FailureExamples;
  #most: number;
  readonly #users: VirtualUser[] = [];
  readonly #idle: VirtualUser[] = [];
  readonly #turns = new StartTurns();
  /** Between two steps of an iteration while the run is paused. */
  #held: VirtualUser[] = [];
  #pacer: NodeJS.Timeout | null = null;
  readonly #timers = new Timers();
  #requestsStarted = 0;
  #iterationsStarted = 0;
  #iterationsDropped = 0;
  #inFlight = 0;
  #isDone = false;
  #retryAfter: string | null = null;
  #watch: SelfWatch | null = null;

  constructor(task: WorkerTask, clock: Clock, listener: GeneratorListener) {
    this.#task = task;
    this.#clock = clock;
    this.#planClock = new PlanClock(clock);
    this.#listener = listener;
    this.#arrivals = arrivalsOf(task.plan, task);
    this.#scenarios = prepareScenarios(task.plan, task.userAgent);
    this.#most = shareOf(scheduleOf(task.plan.load).maxVus, task);
    this.#deadlines = new Deadlines(this.#most);
    this.#buffer = new SampleBuffer(task.worker);
    this.#examples = new FailureExamples(task.plan.warmup);
    const { timeouts, http, tls } = task.plan;
    const connector = new Connector({ clock, http, tls, tlsFiles: task.tlsFiles });
    const shared = { clock, deadlines: this.#deadlines, connector, examples: this.#examples, timeouts, http };
    this.#context = { ...shared, mayReach: reachOf(this.#scenarios) };
  }

  begin(): void {
    this.#watch = new SelfWatch(DEADLINE_TICK_MS, this.#clock.now(), {
      threadCpuMs,
      openSockets: () => this.#users.reduce((sum, user) => sum + user.openSockets, 0),
    });
    this.#timers.repeat(DEADLINE_TICK_MS, () => this.#watchDeadlines());
    this.#scheduleFlush();
    this.#pace();
  }

  annotate(annotation: Annotation): void {
    this.#planClock.annotate(annotation);
    if (annotation.kind === 'resumed') this.#resumeAt(annotation.at);
    if (annotation.kind === 'level') this.#changeLoad();
  }

  stop(): void {
    if (!this.mayContinue) return;
    this.mayContinue = false;
    this.#timers.after(this.#task.plan.gracefulStop, () => this.cancel());
    this.#releaseHeld();
    this.#endIfIdle();
  }

  cancel(): void {
    this.mayContinue = false;
    this.#releaseHeld();
    for (const user of this.#users) user.cancel();
    this.#endIfIdle();
  }

  requestStarted(): void {
    this.#requestsStarted += 1;
    this.#inFlight += 1;
  }

  requestEnded(user: VirtualUser, fault: Fault | null): void {
    this.#inFlight -= 1;
    this.#retryAfter = user.retryAfter ?? this.#retryAfter;
    user.ticket = this.#buffer.add(user, fault?.outcome ?? 'ok', fault);
    if (fault !== null) this.#examples.add(user, fault, () => user.answer());
    if (this.#buffer.isFull) this.#flush();
  }

  requestSpoiled(user: VirtualUser, fault: Fault): void {
    if (this.#buffer.amend(user.ticket, fault.outcome, fault)) this.#examples.add(user, fault, () => null);
  }

  pauseUser(user: VirtualUser, pauseMs: number): void {
    if (!this.mayContinue) {
      user.isBusy = false;
      this.#endIfIdle();
    } else if (pauseMs === 0) setImmediate(() => user.resume());
    else this.#timers.after(pauseMs, () => user.resume());
  }

  holdUser(user: VirtualUser): boolean {
    if (!this.#planClock.isPaused) return false;
    this.#held.push(user);
    return true;
  }

  iterationEnded(user: VirtualUser): void {
    if (this.mayContinue && this.#startNext(user)) return;
    this.#idle.push(user);
    this.#endIfIdle();
  }

  #hasFreeUsers(): boolean {
    const now = this.#planClock.now();
    if (!this.#arrivals.dependsOnUser(now)) return this.#idle.length > 0 || this.#users.length < this.#most;
    const vus = this.#arrivals.vus(now);
    return this.#nextVu < vus || this.#idle.some(({ vu }) => vu < vus);
  }

  get #nextVu(): number {
    return this.#users.length * this.#task.workers + this.#task.worker;
  }

  /** Starts all that is due and can be, then looks again when something new may be. */
  #pace(): void {
    if (!this.mayContinue) return;
    if (!this.#planClock.isPaused && this.#startDue()) return this.#paceIn(0);
    const now = this.#planClock.now();
    // With a free user, what fell due since is started by the next look.
    if (!this.#hasFreeUsers()) this.#iterationsDropped += this.#arrivals.drop(now);
    const nextAt = this.#arrivals.nextAt(now);
    if (nextAt === Infinity) this.#endIfIdle();
    else this.#paceIn(Math.max(SHORTEST_WAIT_MS, Math.min(nextAt - now, FLUSH_MS)));
  }

  #paceIn(milliseconds: number): void {
    if (this.#pacer !== null) clearTimeout(this.#pacer);
    this.#pacer = this.#timers.after(milliseconds, () => this.#pace());
  }

  #changeLoad(): void {
    const schedule = scheduleOfRun(this.#task.plan.load, this.#planClock.annotations);
    this.#arrivals.follow(schedule);
    this.#most = shareOf(schedule.maxVus, this.#task);
    this.#deadlines.grow(this.#most);
    // Before time 0 nothing may start.
    if (this.#watch !== null) this.#paceIn(0);
  }

  #resumeAt(at: number): void {
    const left = at - this.#clock.now();
    // A timer may fire a little early.
    if (left > 0) return void this.#timers.after(Math.ceil(left), () => this.#resumeAt(at));
    if (this.#planClock.isPaused) return;
    this.#releaseHeld();
    this.#paceIn(0);
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const user of held) user.resume();
  }

  /** Returns whether it broke off, to go on in a moment. */
  #startDue(): boolean {
    this.#startIdle();
    this.#turns.begin(this.#clock.now());
    while (this.#users.length < this.#most) {
      if (this.#turns.isOver(this.#clock.now())) return true;
      const vu = this.#nextVu;
      if (!this.#takePaced(vu)) return false;
      const user = new VirtualUser(vu, { ...this.#context, slot: this.#users.length }, this);
      this.#users.push(user);
      this.#startTaken(user);
    }
    return false;
  }

  #startIdle(): void {
    if (this.#arrivals.dependsOnUser(this.#planClock.now())) {
      for (const user of this.#idle.splice(0)) {
        if (this.#takePaced(user.vu)) this.#startTaken(user);
        else this.#idle.push(user);
      }
      return;
    }
    for (let user = this.#idle.pop(); user !== undefined; user = this.#idle.pop()) {
      if (!this.#takePaced(user.vu)) {
        this.#idle.push(user);
        return;
      }
      this.#startTaken(user);
    }
  }

  #startNext(user: VirtualUser): boolean {
    if (this.#planClock.isPaused || !this.#arrivals.take(user.vu, this.#planClock.now())) return false;
    this.#startTaken(user);
    return true;
  }

  /** What falls due while a user is free starts late through this computer alone. */
  #takePaced(vu: number): boolean {
    if (this.#planClock.isPaused || !this.#arrivals.take(vu, this.#planClock.now())) return false;
    const dueAt = this.#arrivals.dueAt + this.#planClock.behindMs;
    if (this.#arrivals.hasDueTimes) this.#watch?.started(dueAt, this.#clock.now());
    return true;
  }

  #startTaken(user: VirtualUser): void {
    this.#iterationsStarted += 1;
    const { iteration, dueAt } = this.#arrivals;
    // What was due before a pause waited on the plan's clock: the pause is no part of its queue delay.
    user.start(iteration, dueAt + this.#planClock.behindMs, scenarioOf(this.#scenarios, iteration));
  }

  #watchDeadlines(): void {
    const now = this.#clock.now();
    this.#watch?.tick(now);
    this.#deadlines.expire(now, (slot, kind) => this.#users[slot]?.expire(kind));
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#isDone || this.#inFlight > 0) return;
    const isOver =
      !this.mayContinue || (this.#arrivals.isExhausted(this.#planClock.now()) && this.#users.every((user) => !user.isBusy));
    if (!isOver) return;
    this.#isDone = true;
    this.mayContinue = false;
    this.#timers.end();
    this.#flush();
    for (const user of this.#users) user.close();
    this.#listener.handleDone();
  }

  #flush(): void {
    const flushedAt = this.#clock.now();
    const seconds = this.#watch?.take(flushedAt, this.#isDone) ?? [];
    const examples = this.#examples.take();
    this.#listener.handleFlush({ batch: this.#buffer.take(), gauges: this.#gauges(), examples, seconds, flushedAt });
  }

  #gauges(): Gauges {
    return {
      requestsStarted: this.#requestsStarted,
      iterationsStarted: this.#iterationsStarted,
      iterationsDropped: this.#iterationsDropped,
      inFlight: this.#inFlight,
      hasFreeUsers: this.#hasFreeUsers(),
      retryAfter: this.#retryAfter,
      ...userGauges(this.#users),
    };
  }

  #scheduleFlush(): void {
    const now = this.#clock.now();
    const nextAt = (Math.floor(now / FLUSH_MS) + 1) * FLUSH_MS;
    this.#timers.after(nextAt - now, () => {
      this.#flush();
      this.#scheduleFlush();
    });
  }
}
