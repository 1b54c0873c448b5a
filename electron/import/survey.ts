// What a file's requests have in common, gathered on a first reading: kinds of requests, threads, the length of the run.
import { UserError } from '../../shared/errors.ts';
import type { HealthVerdict } from '../../shared/health.ts';
import { SNAPSHOT_MS } from '../../shared/snapshot.ts';
import { planOf, type StepFacts } from './imported-plan.ts';
import type { ImportedRequest } from './imported-request.ts';
import type { Plan } from '../../shared/plan/plan.ts';

const LONGEST_MS = 7 * 24 * 3_600_000;
const MOST_STEPS = 1000;
const MOST_VUS = 50_000;

/** Per snapshot: iterations that fell due, requests sent and requests ended within. */
export interface Flow {
  readonly due: number;
  readonly sent: number;
  readonly ended: number;
}

export class Survey {
  readonly #steps = new Map<string, StepFacts>();
  readonly #groups = new Map<string, number>();
  readonly #threads = new Map<string, number>();
  readonly #due: number[] = [];
  readonly #sent: number[] = [];
  readonly #ended: number[] = [];
  readonly generator = new Map<number, HealthVerdict>();
  #count = 0;
  #lastEndedAt = 0;
  #lastDueAt = 0;
  #longestWait = 0;
  #firstMeasuredAt = Infinity;
  #hasWarmup = false;
  #mostVu = 0;

  get count(): number {
    return this.#count;
  }

  get lastEndedAt(): number {
    return this.#lastEndedAt;
  }

  /** @throws UserError import_invalid */
  add(request: ImportedRequest): void {
    const { dueAt, sentAt, endedAt } = request;
    if (endedAt > LONGEST_MS)
      throw new UserError('import_invalid', 'This file spans more than a week. Cut it into shorter ones.');
    this.#count += 1;
    this.#lastEndedAt = Math.max(this.#lastEndedAt, endedAt);
    this.#lastDueAt = Math.max(this.#lastDueAt, dueAt);
    this.#longestWait = Math.max(this.#longestWait, sentAt - dueAt);
    if (request.isWarmup) this.#hasWarmup = true;
    else this.#firstMeasuredAt = Math.min(this.#firstMeasuredAt, sentAt);
    if (request.generator !== null) this.generator.set(Math.floor(endedAt / 1000), request.generator);
    tally(this.#due, dueAt);
    tally(this.#sent, sentAt);
    tally(this.#ended, endedAt);
    this.#mostVu = Math.max(this.#mostVu, this.vuOf(request));
    if (this.#mostVu >= MOST_VUS)
      throw new UserError('import_invalid', 'This file names more than 50,000 virtual users or threads.');
    this.#noteStep(request);
  }

  /** From 0. */
  vuOf({ vu, thread }: ImportedRequest): number {
    if (vu !== null) return vu;
    const known = this.#threads.get(thread);
    if (known !== undefined) return known;
    this.#threads.set(thread, this.#threads.size);
    return this.#threads.size - 1;
  }

  flowOf(index: number): Flow {
    return { due: this.#due[index] ?? 0, sent: this.#sent[index] ?? 0, ended: this.#ended[index] ?? 0 };
  }

  /** The plan that such requests could have come from; throws where there is none. @throws UserError import_invalid */
  plan(name: string): { readonly plan: Plan; readonly stepOf: (request: ImportedRequest) => number } {
    if (this.#count === 0) throw new UserError('import_invalid', 'This file names its columns but holds no request.');
    const { plan, order } = planOf({
      name,
      steps: [...this.#steps.values()],
      requests: this.#count,
      vus: this.#mostVu + 1,
      durationMs: this.#lastEndedAt,
      warmupMs: this.#hasWarmup ? Math.min(this.#firstMeasuredAt, this.#lastEndedAt) : 0,
      wereDueAtOnce: this.#lastDueAt === 0,
      waited: this.#longestWait > 0,
    });
    const placeOf = new Map([...this.#steps.keys()].map((key, at) => [key, order[at] ?? 0]));
    return { plan, stepOf: (request) => placeOf.get(keyOf(request)) ?? 0 };
  }

  #noteStep(request: ImportedRequest): void {
    const key = keyOf(request);
    if (this.#steps.has(key)) return;
    if (this.#steps.size === MOST_STEPS) {
      throw new UserError('import_invalid', `This file has more than ${MOST_STEPS} kinds of requests. Give them fewer labels.`);
    }
    const { group, groupNumber, label, method, url } = request;
    const known = this.#groups.get(group) ?? groupNumber ?? this.#groups.size + 1;
    this.#groups.set(group, known);
    this.#steps.set(key, { group, groupNumber: groupNumber ?? known, label, method, url });
  }
}

function keyOf({ group, groupNumber, label, method, url }: ImportedRequest): string {
  return [groupNumber ?? '', group, label, method, url].join('\n');
}

function tally(counts: number[], at: number): void {
  const index = Math.floor(at / SNAPSHOT_MS);
  while (counts.length <= index) counts.push(0);
  counts[index] = (counts[index] ?? 0) + 1;
}
