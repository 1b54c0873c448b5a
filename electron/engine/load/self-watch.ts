// What one sending thread knows about its own health, second by second. It does not know requests and gives no verdict.
import { Histogram } from '../../../shared/histogram.ts';
import type { ThreadSecond } from '../messages.ts';

export const SECOND_MS = 1000;
/** A last second shorter than this is not judged, except for a stall in it. */
const SHORTEST_SECOND_MS = 500;
const STALL_MS = 50;

export interface SelfWatchSource {
  /** CPU time this thread has used, in ms. */
  threadCpuMs(): number | null;
  openSockets(): number;
}

export class SelfWatch {
  readonly #tickMs: number;
  readonly #source: SelfWatchSource;
  readonly #lateness = new Histogram();
  readonly #eventLoop = new Histogram();
  #second = 0;
  #nextTickAt: number;
  #readAt: number;
  #cpuMs: number | null;
  #cpuPercent: number | null = null;
  #closed: ThreadSecond[] = [];

  /** `tickMs` is how often `tick` should be called. `now` is in ms since the run's start. */
  constructor(tickMs: number, now: number, source: SelfWatchSource) {
    this.#tickMs = tickMs;
    this.#source = source;
    this.#nextTickAt = now + tickMs;
    this.#readAt = now;
    this.#cpuMs = source.threadCpuMs();
  }

  /** The pacer started at `now` an iteration that was due at `dueAt`. */
  started(dueAt: number, now: number): void {
    if (now >= (this.#second + 1) * SECOND_MS) this.#catchUp(now);
    this.#lateness.record(Math.max(0, now - dueAt));
  }

  tick(now: number): void {
    if (now < this.#nextTickAt) this.#eventLoop.record(0);
    this.#catchUp(now);
    this.#nextTickAt = now + this.#tickMs;
  }

  /** The seconds that ended since the last call; with `isLast` also the unfinished one. */
  take(now: number, isLast: boolean): readonly ThreadSecond[] {
    this.#catchUp(now);
    const lasted = now - this.#second * SECOND_MS;
    if (isLast && (lasted >= SHORTEST_SECOND_MS || this.#eventLoop.max >= STALL_MS)) this.#close(now);
    const taken = this.#closed;
    this.#closed = [];
    return taken;
  }

  /** Ticks that a blocked thread missed count as late too, each by its own delay and in its own second. */
  #catchUp(now: number): void {
    while (this.#nextTickAt <= now) {
      this.#closeUntil(this.#nextTickAt, now);
      this.#eventLoop.record(now - this.#nextTickAt);
      this.#nextTickAt += this.#tickMs;
    }
    this.#closeUntil(now, now);
  }

  #closeUntil(at: number, now: number): void {
    while (at >= (this.#second + 1) * SECOND_MS) this.#close(now);
  }

  #close(now: number): void {
    this.#readCpu(now);
    this.#closed.push({
      second: this.#second,
      lateness: this.#lateness.toData(),
      eventLoop: this.#eventLoop.toData(),
      cpuPercent: this.#cpuPercent,
      sockets: this.#source.openSockets(),
    });
    this.#lateness.clear();
    this.#eventLoop.clear();
    this.#second += 1;
  }

  /** Several seconds that end at the same time share one reading. */
  #readCpu(now: number): void {
    const elapsed = now - this.#readAt;
    if (elapsed < SECOND_MS / 4) return;
    const used = this.#source.threadCpuMs();
    this.#cpuPercent = used === null || this.#cpuMs === null ? null : Math.min(100, ((used - this.#cpuMs) / elapsed) * 100);
    this.#cpuMs = used;
    this.#readAt = now;
  }
}
