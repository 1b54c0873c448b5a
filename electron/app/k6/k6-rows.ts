// Assembles k6's samples into requests: nine samples each, then those of its checks, and finally whether it failed. The samples
// of one virtual user are in order; those of several are interleaved.
import type { Plan } from '../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import { checkNames } from '../../../shared/plan/journey/plan-checks.ts';
import { tagText } from '../../../shared/plan/k6/thresholds.ts';
import type { BatchTally, SampleBatch } from '../../../shared/sample.ts';
import { PROTOCOLS } from '../../../shared/sample.ts';
import type { Exchange, RequestPlace } from '../../engine/load/finished-request.ts';
import { SampleBuffer } from '../../engine/load/sample-buffer.ts';
import { unsentAt } from '../../engine/load/unsent-request.ts';
import { endingOf, type K6Ending } from './k6-fault.ts';
import type { K6Point } from './k6-point.ts';

interface Open {
  readonly first: K6Point;
  /** By metric, in ms. */
  readonly values: Map<string, number>;
}

interface Finished extends RequestPlace, Exchange, K6Ending {}

/** The current state of a virtual user. */
interface User {
  open: Open | null;
  iteration: number;
}

const HTTP = 'http_req_';

export class K6Rows {
  readonly #originMs: number;
  readonly #mayShow: (text: string) => string;
  readonly #buffer = new SampleBuffer(0);
  readonly #users = new Map<string, User>();
  readonly #renewals: number;
  /** The index among the plan's checks, by step and by k6's name of the check. */
  readonly #checks = new Map<string, number>();
  readonly #passed: number[];
  readonly #failed: number[];
  #finished: Finished[] = [];
  #requests = 0;
  #iterations = 0;
  #dropped = 0;
  #latest = 0;

  /** `originMs` is time 0 of the run in epoch ms; `redact` removes secrets from k6's messages. */
  constructor(plan: Plan, originMs: number, redact: (text: string) => string) {
    this.#originMs = originMs;
    this.#mayShow = redact;
    const sent = sentStepsOf(plan);
    this.#renewals = sent.findIndex(({ part }) => part === 'renewal');
    let count = 0;
    sent.forEach(({ step, part }, at) => {
      if (part !== 'scenario') return;
      const taken = new Map<string, number>();
      for (const name of checkNames(step)) {
        const tag = tagText(name) || 'check';
        const number = (taken.get(tag) ?? 0) + 1;
        taken.set(tag, number);
        this.#checks.set(`${at} ${number === 1 ? tag : `${tag} (${number})`}`, count);
        count += 1;
      }
    });
    this.#passed = Array.from({ length: count }, () => 0);
    this.#failed = Array.from({ length: count }, () => 0);
  }

  get requestsStarted(): number {
    return this.#requests;
  }

  get iterationsStarted(): number {
    return this.#iterations;
  }

  get iterationsDropped(): number {
    return this.#dropped;
  }

  /** The latest time of any sample, in ms since the start. */
  get latest(): number {
    return this.#latest;
  }

  get tally(): BatchTally {
    return { passed: [...this.#passed], failed: [...this.#failed] };
  }

  add(point: K6Point): void {
    const { metric, value } = point;
    this.#latest = Math.max(this.#latest, point.at - this.#originMs);
    if (metric === 'dropped_iterations') this.#dropped += value;
    // Requests that k6 sends for itself, such as one for a token, belong to no step.
    if (wordsOf(point.metadata['step']) === '') return;
    const user = this.#userOf(point);
    if (metric === 'http_reqs') {
      // A redirect was followed: the request before it has got its response.
      if (user.open !== null) this.#finish(user.open, user.open.first, false);
      user.open = { first: point, values: new Map() };
    } else if (metric.startsWith(HTTP)) user.open?.values.set(metric.slice(HTTP.length), value);
    else if (metric === 'checks') this.#countCheck(point);
    else if (metric === 'request_failed') {
      this.#finish(user.open, point, value > 0);
      user.open = null;
    }
  }

  /** The requests since the last call, in the order in which they ended; null if there are none. */
  take(): SampleBatch | null {
    const rows = this.#finished.toSorted((a, b) => a.endedAt - b.endedAt);
    this.#finished = rows.slice(MOST_ROWS);
    for (const row of rows.slice(0, MOST_ROWS)) this.#buffer.add(row, row, row.outcome, row.error);
    return this.#buffer.take(this.tally);
  }

  get hasMore(): boolean {
    return this.#finished.length > 0;
  }

  #userOf({ metadata }: K6Point): User {
    const key = wordsOf(metadata['vu']);
    const user = this.#users.get(key) ?? { open: null, iteration: -1 };
    this.#users.set(key, user);
    const iteration = Number(wordsOf(metadata['iteration']));
    if (iteration !== user.iteration) {
      user.iteration = iteration;
      this.#iterations += 1;
    }
    return user;
  }

  #countCheck({ tags, metadata, value }: K6Point): void {
    const check = this.#checks.get(`${wordsOf(metadata['step'])} ${wordsOf(tags['check'])}`);
    if (check === undefined) return;
    const counts = value > 0 ? this.#passed : this.#failed;
    counts[check] = (counts[check] ?? 0) + 1;
  }

  /** `last` is the sample that says how it ended. */
  #finish(open: Open | null, last: K6Point, isFailed: boolean): void {
    const code = wordsOf(last.metadata['code']);
    const step = Number(wordsOf(last.metadata['step'])) + (code === 'RENEWAL' ? Math.max(0, this.#renewals) : 0);
    const why = wordsOf(last.metadata['why']);
    const place = { iteration: Number(wordsOf(last.metadata['iteration'])), vu: Number(wordsOf(last.metadata['vu'])) - 1, step };
    this.#requests += 1;
    if (open === null) {
      const at = last.at - this.#originMs;
      const error = { code: 'REQUEST', message: this.#mayShow(why) };
      this.#finished.push({ ...place, ...unsentAt(at), dueAt: at, sentAs: null, outcome: 'check_failed', error });
      return;
    }
    const { tags } = open.first;
    const status = Number(wordsOf(tags['status'])) || 0;
    const known = endingOf(
      status,
      Number(wordsOf(tags['error_code'])) || 0,
      this.#mayShow(wordsOf(tags['error'])),
      isFailed && code !== 'RENEWAL',
    );
    const ending: K6Ending =
      status > 0 && isFailed && why !== '' ? { outcome: 'check_failed', error: { code, message: this.#mayShow(why) } } : known;
    this.#finished.push({ ...place, ...this.#timesOf(open, status), ...ending, sentAs: null });
  }

  #timesOf({ first, values }: Open, status: number): Exchange & Pick<RequestPlace, 'dueAt'> {
    const of = (name: string): number => values.get(name) ?? 0;
    const [connecting, tls] = [of('connecting'), of('tls_handshaking')];
    // k6's "blocked" lasts until the request has its connection; its duration starts then.
    const before = Math.max(of('blocked'), connecting + tls);
    const endedAt = first.at - this.#originMs;
    const measured = before + of('duration');
    // k6 measures no times for a request without a connection; its start is known to the millisecond.
    const began = Number(wordsOf(first.metadata['began'])) - this.#originMs;
    const sentAt = measured > 0 || Number.isNaN(began) ? endedAt - measured : Math.min(began, endedAt);
    const wasConnected = measured > 0;
    return {
      dueAt: sentAt,
      sentAt,
      firstByteAt: status > 0 ? endedAt - of('receiving') : Number.NaN,
      endedAt,
      status,
      reused: wasConnected && connecting === 0,
      resumed: null,
      protocol: wordsOf(first.tags['proto']).startsWith('HTTP/2') ? PROTOCOLS.indexOf('HTTP/2') : 0,
      remoteAddress: wordsOf(first.tags['ip']),
      bytesIn: 0,
      bytesOut: Number.NaN,
      blocked: wasConnected ? before - connecting - tls : Number.NaN,
      dns: Number.NaN,
      connecting: connecting > 0 ? connecting : Number.NaN,
      tlsHandshaking: tls > 0 ? tls : Number.NaN,
      sending: wasConnected ? of('sending') : Number.NaN,
    };
  }
}

/** The most rows of a batch. */
const MOST_ROWS = 4000;

function wordsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
