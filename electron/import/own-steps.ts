// The steps of a requests.csv, identified by scenario, name, method and URL. A request after a redirect belongs to the step that
// was redirected.
import { UserError } from '../../shared/errors.ts';
import type { SentRequest } from '../../shared/sample.ts';
import type { StepFacts } from './imported-plan.ts';
import type { ResultRequest } from './imported-request.ts';

const MOST_STEPS = 1000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface PlacedRequest {
  /** The index in `steps`. */
  readonly place: number;
  /** What was really sent, if it differs from the step. */
  readonly sentAs: SentRequest | null;
}

interface LastOfUser {
  readonly iteration: number;
  readonly base: string;
  readonly place: number;
  readonly hasFailed: boolean;
  readonly status: number;
}

export class OwnSteps {
  readonly #steps: (StepFacts & { goesOn: boolean })[] = [];
  readonly #places = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #last = new Map<number, LastOfUser>();
  hasRedirects = false;

  /** In the order in which they first occur. */
  get steps(): readonly StepFacts[] {
    return this.#steps;
  }

  /** Requests must come in the order of the file. @throws UserError import_invalid */
  add(request: ResultRequest): void {
    const { place, sentAs } = this.#place(request);
    if (sentAs !== null) this.hasRedirects = true;
    this.#noteGoingOn(request, place);
    this.#note(request, place);
  }

  /** For a second reading of the same requests. */
  places(): (request: ResultRequest) => PlacedRequest {
    this.#last.clear();
    return (request) => {
      const placed = this.#place(request);
      this.#note(request, placed.place);
      return placed;
    };
  }

  #note(request: ResultRequest, place: number): void {
    const { vu, iteration, outcome, status, part } = request;
    if (vu === null || iteration === null || part === 'before') return;
    const hasFailed = outcome !== 'ok' && outcome !== 'cancelled';
    this.#last.set(vu, { iteration, base: baseOf(request), place, hasFailed, status });
  }

  #place(request: ResultRequest): PlacedRequest {
    const { vu, iteration, method, url } = request;
    const base = baseOf(request);
    const last = this.#last.get(vu ?? -1);
    const isLed = last?.iteration === iteration && last?.base === base && REDIRECTS.has(last.status);
    if (isLed) {
      const step = this.#steps[last.place];
      const isItself = step?.method === method && step.url === url;
      return { place: last.place, sentAs: isItself ? null : { method, url } };
    }
    const key = `${base}\n${method}\n${url}`;
    const known = this.#places.get(key);
    if (known !== undefined) return { place: known, sentAs: null };
    return { place: this.#open(request, key), sentAs: null };
  }

  #open({ group, groupNumber, label, method, url, part }: ResultRequest, key: string): number {
    if (this.#steps.length === MOST_STEPS)
      throw new UserError('import_invalid', `This file has more than ${MOST_STEPS} kinds of requests, which no plan can hold.`);
    const number = part === 'before' ? 0 : (this.#groups.get(group) ?? groupNumber ?? this.#groups.size + 1);
    if (part !== 'before') this.#groups.set(group, number);
    this.#steps.push({
      part,
      group,
      groupNumber: part === 'before' ? 0 : (groupNumber ?? number),
      label,
      method,
      url,
      goesOn: false,
    });
    this.#places.set(key, this.#steps.length - 1);
    return this.#steps.length - 1;
  }

  /** If a user reached a later step of its iteration, it continued after the one that failed. */
  #noteGoingOn({ vu, iteration, part }: ResultRequest, place: number): void {
    const last = this.#last.get(vu ?? -1);
    const step = this.#steps[last?.place ?? -1];
    if (last === undefined || step === undefined || !last.hasFailed || last.iteration !== iteration) return;
    if (last.place !== place && step.part === part) step.goesOn = true;
  }
}

/** Identifies a step without what a redirect changes. A request that was sent twice belongs to the step that was repeated. */
function baseOf({ part, groupNumber, group, label }: ResultRequest): string {
  return [part === 'before' ? '' : `${groupNumber ?? ''} ${group}`, part, label].join('\n');
}
