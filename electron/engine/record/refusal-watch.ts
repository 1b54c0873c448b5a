// Notices a target that throttles: one that responds with nothing but 429 and 503. Requests without a response do not count.
import { isRefusal } from '../../../shared/outcome.ts';
import { stepsOf, type Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { staticUrl } from '../../../shared/plan/journey/static-text.ts';

/** The statuses with which a server throttles. */
const REFUSALS = [429, 503] as const;

interface Target {
  /** In ms since the run's start: the first refusal since any other response, the last refusal, and the last other response. */
  since: number;
  last: number;
  otherAt: number;
  /** Which statuses were seen, by the index in REFUSALS. */
  readonly seen: boolean[];
}

export class RefusalWatch {
  readonly #limitMs: number;
  #startAt = 0;
  /** The target of each step; steps with the same origin share one. */
  readonly #targets: readonly Target[];

  constructor(plan: Plan, limitMs: number) {
    this.#limitMs = limitMs;
    const byOrigin = new Map<string, Target>();
    this.#targets = stepsOf(plan).map(({ url }) => {
      // A URL that begins with an extracted value may lead anywhere, so such a step counts as a separate target.
      const origin = URL.parse(staticUrl(url, plan))?.origin ?? url;
      const target = byOrigin.get(origin) ?? newTarget();
      byOrigin.set(origin, target);
      return target;
    });
  }

  /** Takes the batch's rows from `from` up to, but not including, `to`. */
  addRows({ columns }: SampleBatch, from: number, to: number): void {
    for (let row = from; row < to; row += 1) {
      const status = columns.status[row] ?? 0;
      const target = this.#targets[columns.step[row] ?? 0];
      if (status === 0 || target === undefined) continue;
      const endedAt = columns.endedAt[row] ?? 0;
      if (endedAt < this.#startAt) continue;
      if (!isRefusal(status)) target.otherAt = Math.max(target.otherAt, endedAt);
      else {
        target.since = Math.min(target.since, endedAt);
        target.last = Math.max(target.last, endedAt);
        target.seen[status === 429 ? 0 : 1] = true;
      }
    }
  }

  /** The statuses of a target that has refused everything for long enough; null if there is none. */
  refused(): readonly number[] | null {
    for (const target of new Set(this.#targets)) {
      if (target.otherAt >= target.since) forget(target);
      if (target.last - target.since >= this.#limitMs) return REFUSALS.filter((_, at) => target.seen[at]);
    }
    return null;
  }

  /** Responses before `at` say nothing about the time after a pause. */
  restart(at: number): void {
    this.#startAt = at;
    for (const target of this.#targets) forget(target);
  }
}

function newTarget(): Target {
  return { since: Infinity, last: -Infinity, otherAt: -Infinity, seen: [false, false] };
}

function forget(target: Target): void {
  target.since = Infinity;
  target.last = -Infinity;
  target.seen.fill(false);
}
