// Wakes a sending thread on time: its waits end within about a tenth of a millisecond, where a timer of Node ends up to one
// millisecond late. Another thread does the waiting, so that this one handles responses meanwhile and no processor time is spent
// polling.
import type { Worker } from 'node:worker_threads';
import type { Plan } from '../../../shared/plan/plan.ts';
import { streamsOf } from '../../../shared/plan/streams.ts';
import { startThread } from '../../threads/start-thread.ts';
import { clockFrom, COMPUTER_TIME, type Clock, type TimeSource } from './clock.ts';
import { NODE, pollUntil, type CancelTimer } from './due-timers.ts';
import { NodeTimers, type PreciseWaits } from './timers.ts';
import { allocateAlarmMemory, type AlarmMemory } from './alarm-memory.ts';

type StartAlarmThread = (memory: AlarmMemory) => Worker;

const startAlarmThread: StartAlarmThread = (memory) => startThread('alarm-thread', memory);

interface Wait {
  readonly dueAt: number;
  readonly work: () => void;
}

/**
 * Null if no wait of the plan has to be precise, because nothing in it falls due by the clock, or if a sleep is no more precise
 * than a timer, as on Windows.
 */
export async function startAlarm(plan: Pick<Plan, 'load' | 'scenarios'>, platform = process.platform): Promise<Alarm | null> {
  if (platform === 'win32' || streamsOf(plan).every(({ load }) => load.model !== 'open')) return null;
  return Alarm.start();
}

/** The time of this computer, with waits that `alarm` makes precise. */
export function timeWith(alarm: Alarm | null): TimeSource {
  return { ...COMPUTER_TIME, timers: () => new NodeTimers(alarm) };
}

/** Waking costs two threads about 20 µs each, so it happens at most this often. In ms. */
const SHORTEST_GAP_MS = 0.5;

export class Alarm implements PreciseWaits {
  readonly #clock: Clock = clockFrom(0n);
  readonly #memory: AlarmMemory = allocateAlarmMemory();
  readonly #thread: Worker;
  /** One for each load of the plan, so there are few. */
  readonly #waits = new Set<Wait>();
  #isGone = false;
  #rungAt = -Infinity;
  #ringAt = Infinity;

  private constructor(startWith: StartAlarmThread) {
    this.#thread = startWith(this.#memory);
    this.#thread.unref();
    this.#thread.on('message', () => this.#ring());
    this.#thread.on('exit', () => this.#lose());
  }

  /** Resolves once it is ready to wake this thread, or could not be started: then timers of Node replace it. */
  static async start(startWith: StartAlarmThread = startAlarmThread): Promise<Alarm> {
    const alarm = new Alarm(startWith);
    await new Promise<void>((resolve) => alarm.#thread.once('online', resolve).once('exit', resolve));
    return alarm;
  }

  after(milliseconds: number, work: () => void): CancelTimer | null {
    if (this.#isGone) return null;
    const wait = { dueAt: Math.max(this.#clock.now() + milliseconds, this.#rungAt + SHORTEST_GAP_MS), work };
    this.#waits.add(wait);
    if (wait.dueAt < this.#ringAt) this.#set(wait.dueAt);
    return () => this.#waits.delete(wait);
  }

  end(): void {
    this.#waits.clear();
    void this.#thread.terminate();
  }

  #set(ringAt: number): void {
    this.#ringAt = ringAt;
    this.#memory.ringAt[0] = ringAt;
    Atomics.add(this.#memory.sets, 0, 1);
    Atomics.notify(this.#memory.sets, 0);
  }

  #ring(): void {
    const now = this.#clock.now();
    this.#rungAt = now;
    this.#ringAt = Infinity;
    // A wait that is added meanwhile is due later.
    for (const wait of this.#waits) if (wait.dueAt <= now) this.#run(wait);
    const next = Math.min(...[...this.#waits].map(({ dueAt }) => dueAt));
    if (next < this.#ringAt) this.#set(next);
  }

  /** Does nothing if the wait was cancelled. */
  #run(wait: Wait): void {
    if (this.#waits.delete(wait)) wait.work();
  }

  /** The thread has ended, so whatever waits is left to timers. */
  #lose(): void {
    this.#isGone = true;
    const tools = { ...NODE, now: () => this.#clock.now() };
    // A timer may fire a little early.
    const runWhenDue = (wait: Wait): void => void pollUntil(wait.dueAt, () => this.#run(wait), tools);
    for (const wait of this.#waits) setTimeout(runWhenDue, Math.max(0, wait.dueAt - tools.now()), wait);
  }
}
