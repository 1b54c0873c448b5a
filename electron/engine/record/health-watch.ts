// Combines what all sending threads report about a second into one verdict, and adds what only the whole process knows.
import { Histogram, percentileOf, type HistogramData } from '../../../shared/histogram.ts';
import {
  addHealth,
  isGrowing,
  judgeHealth,
  NOT_MEASURED,
  type GeneratorSummary,
  type HealthSecond,
} from '../../../shared/health.ts';
import type { ThreadSecond } from '../messages.ts';

/** What this computer reports about itself; null if it does not. */
export interface Computer {
  /** The share of all cores that this process used since the last call, in percent. */
  cpuPercent(): number | null;
  /** How many files this process may open. */
  socketLimit(): number | null;
  freePorts(): number | null;
}

/** The counts at the end of a second. */
export interface SecondFrame {
  readonly backlog: number;
  /** How many iterations have fallen due. */
  readonly scheduled: number;
  readonly hasFreeUsers: boolean;
  readonly isWarmup: boolean;
  /** The age of the oldest request in flight, in ms. */
  readonly oldestMs: number;
}

export class HealthWatch {
  readonly #computer: Computer;
  /** By second: what each thread reported about it. */
  readonly #threads = new Map<number, Map<number, ThreadSecond>>();
  readonly #workers: number;
  #summary: GeneratorSummary = NOT_MEASURED;
  #backlog = 0;
  #scheduled = 0;
  #growingFor = 0;
  readonly #times = new Histogram();

  constructor(workers: number, computer: Computer) {
    this.#workers = workers;
    this.#computer = computer;
    computer.cpuPercent();
  }

  get summary(): GeneratorSummary {
    return this.#summary;
  }

  add(worker: number, seconds: readonly ThreadSecond[]): void {
    for (const one of seconds) {
      const known = this.#threads.get(one.second);
      if (known === undefined) this.#threads.set(one.second, new Map([[worker, one]]));
      else known.set(worker, one);
    }
  }

  /** Adds the service times of an interval of the current second. */
  addTimes(service: HistogramData): void {
    this.#times.add(service);
  }

  /** Returns null if no thread has measured this second. */
  close(second: number, { backlog, scheduled, hasFreeUsers, isWarmup, oldestMs }: SecondFrame): HealthSecond | null {
    const grew = isGrowing(this.#backlog, backlog, scheduled - this.#scheduled, hasFreeUsers);
    this.#growingFor = grew ? this.#growingFor + 1 : 0;
    this.#backlog = backlog;
    this.#scheduled = scheduled;
    const measuredMs = this.#takeMeasured(oldestMs);
    const byWorker = this.#threads.get(second);
    if (byWorker === undefined) return null;
    this.#threads.delete(second);
    const threads = [...byWorker.values()];
    const lateness = merge(threads.map((thread) => thread.lateness));
    const figures = {
      latenessP50: percentile(lateness, 50),
      latenessP99: percentile(lateness, 99),
      // The worst thread counts, not all threads together: a thread that stalls spoils its own requests, even if no other one
      // does.
      eventLoopP99: highest(threads.map(({ eventLoop }) => (eventLoop.count === 0 ? null : percentileOf(eventLoop, 99)))),
      measuredMs,
      cpuPercent: this.#computer.cpuPercent(),
      threadPercent: highest(threads.map((thread) => thread.cpuPercent)),
      threads: this.#workers,
      latestThread: topWorker(byWorker, latenessOf),
      busiestThread: topWorker(byWorker, ({ cpuPercent }) => cpuPercent),
      sockets: threads.reduce((sum, thread) => sum + thread.sockets, 0),
      socketLimit: this.#computer.socketLimit(),
      freePorts: this.#computer.freePorts(),
      backlog,
    };
    const health = { second, ...figures, ...judgeHealth(figures, this.#growingFor) };
    if (!isWarmup) this.#summary = addHealth(this.#summary, health);
    return health;
  }

  /** If nothing ended, the requests in flight have taken at least as long as they have been waiting. */
  #takeMeasured(oldestMs: number): number | null {
    const measuredMs = this.#times.count > 0 ? this.#times.percentile(50) : oldestMs > 0 ? oldestMs : null;
    this.#times.clear();
    return measuredMs;
  }
}

function merge(parts: readonly ThreadSecond['lateness'][]): Histogram {
  const all = new Histogram();
  for (const part of parts) all.add(part);
  return all;
}

function percentile(histogram: Histogram, percent: number): number | null {
  return histogram.count === 0 ? null : histogram.percentile(percent);
}

function highest(values: readonly (number | null)[]): number | null {
  return values.reduce((most, value) => (most === null || (value !== null && value > most) ? value : most), null);
}

function latenessOf({ lateness, eventLoop }: ThreadSecond): number | null {
  const known = [lateness, eventLoop].filter(({ count }) => count > 0);
  return known.length === 0 ? null : Math.max(...known.map((times) => percentileOf(times, 99)));
}

/** The thread with the highest value, counted from 1; null if no thread has one. */
function topWorker(threads: ReadonlyMap<number, ThreadSecond>, valueOf: (thread: ThreadSecond) => number | null): number | null {
  let top: { readonly worker: number; readonly value: number } | null = null;
  for (const [worker, thread] of threads) {
    const value = valueOf(thread);
    if (value !== null && (top === null || value > top.value)) top = { worker, value };
  }
  return top === null ? null : top.worker + 1;
}
