// Replaces the sending threads of a run: k6 sends, and its output becomes the rows and counts.
import { UserError } from '../../../shared/errors.ts';
import { BEGINS } from '../../../shared/plan/k6/k6-script.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { Redact } from '../../engine/journey/redact.ts';
import type { Flush, ToWorker } from '../../engine/messages.ts';
import type { Pool, PoolListener } from '../../engine/worker-pool.ts';
import { readPoint } from './k6-point.ts';
import { K6Process } from './k6-process.ts';
import { K6Rows } from './k6-rows.ts';

export interface K6Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

const FLUSH_MS = 200;
/** k6 writes its samples five times a second and holds the last few back until more come. In ms. */
const LATE_MS = 400;
const MOST_LOG_LINES = 5;
/** Exit codes of k6 (errext/exitcodes). */
const ABORTED_BY_SCRIPT = 108;
const ABORTED_BY_SIGNAL = 105;

export class K6Pool implements Pool {
  readonly #plan: Plan;
  readonly #redact: Redact;
  readonly #listener: PoolListener;
  readonly #process: K6Process;
  readonly #begun = Promise.withResolvers<void>();
  /** Until time 0 is known, only the log is read. */
  #rows: K6Rows | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #log: string[] = [];
  #abortWords: string | null = null;
  #isStopped = false;
  #isOver = false;

  private constructor(plan: Plan, { path, args, environment }: K6Command, redact: Redact, listener: PoolListener) {
    this.#plan = plan;
    this.#redact = redact;
    this.#listener = listener;
    this.#process = new K6Process(path, args, environment, {
      handleLine: (line) => this.#read(line),
      handleLog: (line) => this.#note(line),
      handleExit: (code) => this.#end(code),
    });
  }

  /** Resolves once the load is about to begin. @throws UserError run_failed if k6 ends earlier */
  static async start(plan: Plan, command: K6Command, redact: Redact, listener: PoolListener): Promise<K6Pool> {
    const pool = new K6Pool(plan, command, redact, listener);
    await pool.#begun.promise;
    return pool;
  }

  send(message: ToWorker): void {
    switch (message.type) {
      case 'begin':
        return this.#begin(message.startAt);
      case 'stop':
      case 'cancel':
        this.#isStopped = true;
        return this.#process.interrupt();
      case 'annotate':
        return;
    }
  }

  async terminate(): Promise<void> {
    this.#isOver = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#process.kill();
  }

  #begin(startAt: bigint): void {
    const aheadMs = Number(startAt - process.hrtime.bigint()) / 1e6;
    this.#rows = new K6Rows(this.#plan, performance.timeOrigin + performance.now() + aheadMs, this.#redact);
    this.#timer = setInterval(() => this.#flush(false), FLUSH_MS);
  }

  #read(line: string): void {
    const point = readPoint(line);
    if (point !== null) this.#rows?.add(point);
  }

  #note(line: string): void {
    if (line.includes(BEGINS)) return this.#begun.resolve();
    const [, level = 'error'] = /\blevel=(\w+)/.exec(line) ?? [];
    if (level !== 'error' && level !== 'fatal') return;
    const words = this.#redact(wordsOf(line));
    this.#abortWords ??= /test aborted: (.*?)(?: at .*)?$/.exec(words)?.[1] ?? null;
    this.#log.push(words);
    if (this.#log.length > MOST_LOG_LINES) this.#log.shift();
  }

  #flush(isLast: boolean, more: Partial<Pick<Flush['gauges'], 'usedUpAt'>> = {}, stopReason: string | null = null): void {
    const rows = this.#rows;
    if (rows === null || this.#isOver) return;
    do {
      const batch = rows.take();
      const flushedAt = Math.max(0, rows.latest - (isLast ? 0 : LATE_MS));
      const journey = { ...rows.tally, withheld: [], stopReason };
      const { requestsStarted, iterationsStarted, iterationsDropped } = rows;
      const counts = { requestsStarted, iterationsStarted, iterationsDropped, inFlight: 0, hasFreeUsers: true };
      const gauges = {
        ...counts,
        oldestDueAt: Number.NaN,
        backingOff: 0,
        longestBackOffMs: 0,
        retryAfter: null,
        journey,
        ...more,
      };
      this.#listener.handleFlush(0, { type: 'flush', batch, gauges, examples: [], seconds: [], flushedAt });
    } while (rows.hasMore);
  }

  #end(code: number | null): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#rows === null) {
      const words = this.#log.at(-1) ?? `it ended with code ${code ?? 'none'}`;
      this.#begun.reject(new UserError('run_failed', `k6 could not begin: ${words.replace(/\.?$/, '.')}`));
      return;
    }
    const isUsedUp = code === ABORTED_BY_SCRIPT && (this.#abortWords ?? '').includes('used up');
    const reason = code === ABORTED_BY_SCRIPT && !isUsedUp ? (this.#abortWords ?? 'The script ended the run.') : null;
    this.#flush(true, isUsedUp ? { usedUpAt: this.#rows.latest } : {}, reason);
    const isPlanned = code === 0 || code === ABORTED_BY_SCRIPT || (this.#isStopped && code === ABORTED_BY_SIGNAL);
    if (isPlanned || this.#isStopped) this.#listener.handleDone(0);
    else this.#listener.handleCrash(0, this.#log.at(-1) ?? `it ended with code ${code ?? 'none'}`);
  }
}

/** The message in a line of k6's log. */
function wordsOf(line: string): string {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? /\bmsg=(\S+)/.exec(line)?.[1] ?? line;
  return message.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' || sign === 't' ? ' ' : sign)).slice(0, 500);
}
