// The load of one thread: connects the pacer, the virtual users, the deadlines and the recording of samples. It knows neither
// threads nor sockets; `sender.ts` connects it to the run.
import type { Annotation } from '../../../shared/annotation.ts';
import type { FailureResponse } from '../../../shared/failure-example.ts';
import { schedulesOf } from '../../../shared/plan/streams.ts';
import type { Clock } from '../time/clock.ts';
import { DEADLINE_TICK_MS, Deadlines } from '../time/deadlines.ts';
import { FailureExamples } from './failure-examples.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { Flush, Gauges, JourneyGauges, WorkerTask } from '../messages.ts';
import { PlanClock } from './plan-clock.ts';
import { compilePlan } from '../journey/compiled-plan.ts';
import { redactResponse, redactSent } from '../journey/redact.ts';
import { redactIteration, type RedactIteration } from '../journey/redact-iteration.ts';
import { JourneyTally } from './journey-tally.ts';
import { itineraryOf } from './journey.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { SelfWatch } from './self-watch.ts';
import { Streams, type StreamsOwner } from './streams.ts';
import type { Timers } from '../time/timers.ts';
import { userGauges } from './users.ts';
import { userContextOf, type GeneratorTools, type UserContext, type UserPlace } from './user-context.ts';
import { VirtualUser, type VirtualUserOwner } from './virtual-user.ts';
import { countedSteps, sentStepsOf } from '../../../shared/plan/sent-steps.ts';

/** Batches are sent this often, at multiples of this time, so that every second batch ends together with a snapshot. */
const FLUSH_MS = 125;

/** Each method corresponds to the worker's message of that name. */
export interface GeneratorListener {
  handleFlush(flush: Flush): void;
  /** Called after the last flush. */
  handleDone(): void;
}

export class Generator implements VirtualUserOwner, StreamsOwner {
  mayContinue = true;
  readonly #task: WorkerTask;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #threadCpuMs: () => number | null;
  readonly #listener: GeneratorListener;
  readonly #planClock: PlanClock;
  readonly #context: UserContext;
  /** Null if the plan has no secrets. */
  readonly #redact: RedactIteration | null;
  /** Null if no step checks, extracts or varies anything. */
  readonly #tally: JourneyTally | null;
  readonly #deadlines: Deadlines;
  readonly #buffer: SampleBuffer;
  readonly #examples: FailureExamples;
  readonly #streams: Streams;
  /** On the plan's clock: requests that are in flight at this time are cancelled. */
  readonly #graceEndsAt: number;
  /** Users that are held between two steps of an iteration while the run is paused. */
  #held: VirtualUser[] = [];
  #requestsStarted = 0;
  #inFlight = 0;
  /** How many of the requests in flight prepare users. */
  #markedInFlight = 0;
  /** Steps with this number or a higher one are excluded from all statistics. */
  readonly #countedSteps: number;
  #isDone = false;
  #retryAfter: string | null = null;
  #stoppedIn = { iteration: 0, vu: 0 };
  #watch: SelfWatch | null = null;

  constructor(task: WorkerTask, tools: GeneratorTools, listener: GeneratorListener) {
    const { plan } = task;
    const { clock, timers } = tools;
    this.#task = task;
    this.#countedSteps = countedSteps(plan);
    this.#clock = clock;
    this.#timers = timers;
    this.#threadCpuMs = tools.threadCpuMs;
    this.#listener = listener;
    this.#planClock = new PlanClock(clock);
    const compiled = compilePlan(plan, task.files.journey, task.userAgent);
    this.#redact = redactIteration(task.files.journey.secrets, compiled.names);
    const itineraries = compiled.scenarios.map(itineraryOf);
    const travels = itineraries.some(({ moves }) => moves.some(({ kind }) => kind === 'step' || kind === 'think'));
    const stepNames = sentStepsOf(plan).map(({ step }) => step.name);
    this.#tally = travels ? new JourneyTally(compiled.checkCount, stepNames) : null;
    this.#buffer = new SampleBuffer(task.worker);
    this.#examples = new FailureExamples(plan.warmup);
    this.#deadlines = new Deadlines(0);
    const needs = { clock, deadlines: this.#deadlines, examples: this.#examples };
    this.#context = userContextOf(task, tools, needs, compiled, this.#tally);
    this.#streams = new Streams(task, itineraries, { clock, planClock: this.#planClock, timers }, this);
    this.#deadlines.grow(this.#streams.most);
    const ends = schedulesOf(plan).map(({ durationMs }) => durationMs ?? Infinity);
    this.#graceEndsAt = Math.max(...ends) + plan.gracefulStop;
  }

  begin(): void {
    this.#watch = new SelfWatch(DEADLINE_TICK_MS, this.#clock.now(), {
      threadCpuMs: this.#threadCpuMs,
      openSockets: () => this.#streams.openSockets,
    });
    this.#timers.repeat(DEADLINE_TICK_MS, () => this.#tick());
    this.#scheduleFlush();
    this.#streams.look();
  }

  annotate(annotation: Annotation): void {
    this.#planClock.annotate(annotation);
    if (annotation.kind === 'resumed') this.#resumeAt(annotation.at);
    if (annotation.kind === 'level') this.#changeLoad();
  }

  stop(): void {
    if (!this.mayContinue) return;
    this.#beginToStop();
    this.#endIfIdle();
  }

  #beginToStop(): void {
    this.#endLoad();
    // A request that prepares a user is excluded from all statistics, and nothing will follow it.
    for (const user of this.#streams.users) if (user.isMarked) user.cancel();
    this.#timers.after(this.#task.plan.gracefulStop, () => this.cancel());
  }

  cancel(): void {
    this.#endLoad();
    for (const user of this.#streams.users) user.cancel();
    this.#endIfIdle();
  }

  requestStarted({ isMarked }: VirtualUser): void {
    if (isMarked) this.#markedInFlight += 1;
    else this.#requestsStarted += 1;
    this.#inFlight += 1;
  }

  requestEnded(user: VirtualUser, fault: Fault | null): void {
    const ended = user.exchange;
    this.#inFlight -= 1;
    const isCounted = user.step < this.#countedSteps;
    if (user.isMarked) this.#markedInFlight -= 1;
    else if (!isCounted) this.#requestsStarted -= 1;
    if (ended.retryAfter !== null) this.#retryAfter = this.#redact?.(user)(ended.retryAfter) ?? ended.retryAfter;
    const shown = fault === null || this.#redact === null ? fault : { ...fault, message: this.#redact(user)(fault.message) };
    if (this.#redact !== null && user.sentAs !== null) user.sentAs = redactSent(user.sentAs, this.#redact(user));
    user.ticket = this.#buffer.add(user, ended, shown?.outcome ?? 'ok', shown);
    const isMeasured = isCounted && ended.sentAt >= this.#task.plan.warmup;
    if (this.#buffer.isSlow(user, ended, isMeasured)) this.#buffer.noteTiming(user, ended, isMeasured, this.#timingOf(user));
    if (shown !== null && isCounted) this.#examples.add(user, ended, shown, () => this.#responseOf(user));
    if (this.#tally?.stopsRun === true && this.mayContinue) this.#stopForPlan(user);
    else if (this.#buffer.isFull) this.#flush();
  }

  /**
   * Starts nothing more in this thread and tells the other threads at once. The user whose request failed ends its iteration
   * next.
   */
  #stopForPlan({ iteration, vu }: VirtualUser): void {
    this.#stoppedIn = { iteration, vu };
    this.#beginToStop();
    this.#flush();
  }

  #responseOf(user: VirtualUser): FailureResponse | null {
    const response = user.heard?.failureResponse() ?? null;
    return this.#redact === null ? response : redactResponse(response, this.#redact(user));
  }

  #timingOf(user: VirtualUser): string | null {
    const text = user.heard?.serverTiming() ?? null;
    return text === null || this.#redact === null ? text : this.#redact(user)(text);
  }

  requestSpoiled(user: VirtualUser, ticket: number, fault: Fault): void {
    if (!this.#buffer.amend(ticket, fault.outcome, fault)) return;
    // If the user has already sent another request, an example would show the wrong times.
    if (user.ticket === ticket && !user.isInFlight) this.#examples.add(user, user.exchange, fault, () => null);
  }

  pauseUser(user: VirtualUser, pauseMs: number): void {
    if (!this.mayContinue) {
      user.isBusy = false;
      this.#endIfIdle();
    } else if (pauseMs === 0) this.#timers.soon(() => user.resume());
    else this.#timers.after(pauseMs, () => user.resume());
  }

  holdUser(user: VirtualUser): boolean {
    if (!this.#planClock.isPaused) return false;
    this.#held.push(user);
    return true;
  }

  iterationEnded(user: VirtualUser): void {
    if (user.pacedUntil > 0 && this.mayContinue && this.#hasToWait(user)) return this.#endIfIdle();
    this.#streams.goOn(user);
    if (!user.isBusy) this.#endIfIdle();
  }

  /** A user that waits for its pacing is neither busy nor free, and the end of the run does not wait for it. */
  #hasToWait(user: VirtualUser): boolean {
    const left = user.pacedUntil - this.#clock.now();
    if (left <= 0) return false;
    this.#timers.after(left, () => this.iterationEnded(user));
    return true;
  }

  paced(dueAt: number): void {
    this.#watch?.started(dueAt, this.#clock.now());
  }

  makeUser(place: UserPlace): VirtualUser {
    return new VirtualUser(place, this.#context, this);
  }

  handleExhausted(): void {
    this.#endIfIdle();
  }

  #changeLoad(): void {
    this.#streams.follow(this.#planClock.annotations);
    this.#deadlines.grow(this.#streams.most);
    // Nothing may start before time 0.
    if (this.#watch !== null && this.mayContinue) this.#streams.lookSoon();
  }

  #resumeAt(at: number): void {
    const left = at - this.#clock.now();
    // A timer may fire a little early.
    if (left > 0) return void this.#timers.after(Math.ceil(left), () => this.#resumeAt(at));
    if (this.#planClock.isPaused) return;
    this.#releaseHeld();
    if (this.mayContinue) this.#streams.lookSoon();
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const user of held) user.resume();
  }

  #endLoad(): void {
    this.mayContinue = false;
    this.#streams.end();
    this.#releaseHeld();
  }

  #tick(): void {
    const now = this.#clock.now();
    this.#watch?.tick(now);
    this.#deadlines.expireOnceRead(now, this.#timers, (slot, kind) => this.#streams.users[slot]?.expire(kind));
    this.#streams.endWhenUsedUp(now);
    if (this.#planClock.now() >= this.#graceEndsAt) this.cancel();
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#isDone || this.#inFlight > 0) return;
    if (this.mayContinue && !this.#streams.isOver) return;
    this.#isDone = true;
    this.#endLoad();
    this.#streams.endWhenUsedUp(this.#clock.now());
    this.#timers.end();
    this.#flush();
    for (const user of this.#streams.users) user.close();
    this.#listener.handleDone();
  }

  #flush(): void {
    const flushedAt = this.#clock.now();
    const seconds = this.#watch?.take(flushedAt, this.#isDone) ?? [];
    const batch = this.#buffer.take(this.#tally?.counts());
    this.#listener.handleFlush({ batch, gauges: this.#gauges(), examples: this.#examples.take(), seconds, flushedAt });
  }

  #gauges(): Gauges {
    return {
      requestsStarted: this.#requestsStarted,
      inFlight: this.#inFlight - this.#markedInFlight,
      retryAfter: this.#retryAfter,
      journey: this.#journeyGauges(),
      ...this.#streams.gauges(),
      ...userGauges(this.#streams.users),
    };
  }

  #journeyGauges(): JourneyGauges | null {
    const gauges = this.#tally?.gauges() ?? null;
    if (gauges === null || gauges.stopReason === null || this.#redact === null) return gauges;
    return { ...gauges, stopReason: this.#redact(this.#stoppedIn)(gauges.stopReason) };
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
