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
  iteration: number;
  base: number;
  place: number;
  hasFailed: boolean;
  status: number;
}

/** What requests have in common that differ in nothing but their times. */
interface Kind extends Pick<ResultRequest, 'part' | 'group' | 'groupNumber' | 'label' | 'method' | 'url'> {
  /** Alike where only a redirect makes the difference. */
  readonly base: number;
  /** -1 as long as there is no step of it. */
  place: number;
}

const NO_KINDS: Kind[] = [];
/** Where each request has a URL of its own, nothing is gained by keeping more. */
const MOST_URLS = 5000;

export class OwnSteps {
  readonly #steps: (StepFacts & { goesOn: boolean })[] = [];
  readonly #places = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #last = new Map<number, LastOfUser>();
  readonly #kinds = new Map<string, Kind[]>();
  readonly #bases = new Map<string, number>();
  hasRedirects = false;

  /** In the order in which they first occur. */
  get steps(): readonly StepFacts[] {
    return this.#steps;
  }

  /** Requests must come in the order of the file. @throws UserError import_invalid */
  add(request: ResultRequest): void {
    const kind = this.#kindOf(request);
    const last = this.#last.get(request.vu ?? -1);
    const led = ledBy(last, request, kind);
    const place = led?.place ?? this.#placeOf(kind);
    if (led !== undefined && this.#sentAs(led.place, kind) !== null) this.hasRedirects = true;
    this.#noteGoingOn(last, request, place);
    this.#note(last, request, kind, place);
  }

  /** For a second reading of the same requests. */
  places(): (request: ResultRequest) => PlacedRequest {
    this.#last.clear();
    return (request) => {
      const kind = this.#kindOf(request);
      const last = this.#last.get(request.vu ?? -1);
      const led = ledBy(last, request, kind);
      const place = led?.place ?? this.#placeOf(kind);
      const sentAs = led === undefined ? null : this.#sentAs(led.place, kind);
      this.#note(last, request, kind, place);
      return { place, sentAs };
    };
  }

  #note(
    last: LastOfUser | undefined,
    { vu, iteration, outcome, status, part }: ResultRequest,
    { base }: Kind,
    place: number,
  ): void {
    if (vu === null || iteration === null || part === 'before') return;
    const hasFailed = outcome !== 'ok' && outcome !== 'cancelled';
    if (last === undefined) {
      this.#last.set(vu, { iteration, base, place, hasFailed, status });
      return;
    }
    last.iteration = iteration;
    last.base = base;
    last.place = place;
    last.hasFailed = hasFailed;
    last.status = status;
  }

  #sentAs(place: number, { method, url }: Kind): SentRequest | null {
    const step = this.#steps[place];
    return step?.method === method && step.url === url ? null : { method, url };
  }

  #placeOf(kind: Kind): number {
    if (kind.place !== -1) return kind.place;
    const key = `${kind.base}\n${kind.method}\n${kind.url}`;
    kind.place = this.#places.get(key) ?? this.#open(kind, key);
    return kind.place;
  }

  #kindOf({ part, group, groupNumber, label, method, url }: ResultRequest): Kind {
    const known = this.#kinds.get(url) ?? NO_KINDS;
    for (let at = 0; at < known.length; at += 1) {
      const kind = known[at];
      if (kind?.label !== label || kind.group !== group || kind.groupNumber !== groupNumber) continue;
      if (kind.method === method && kind.part === part) return kind;
    }
    const text = [part === 'before' ? '' : `${groupNumber ?? ''} ${group}`, part, label].join('\n');
    const base = this.#bases.get(text) ?? this.#bases.size;
    this.#bases.set(text, base);
    const kind = { part, group, groupNumber, label, method, url, base, place: -1 };
    if (known !== NO_KINDS) known.push(kind);
    else {
      if (this.#kinds.size === MOST_URLS) this.#kinds.clear();
      this.#kinds.set(url, [kind]);
    }
    return kind;
  }

  #open({ group, groupNumber, label, method, url, part }: Kind, key: string): number {
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
  #noteGoingOn(last: LastOfUser | undefined, { iteration, part }: ResultRequest, place: number): void {
    if (last === undefined || !last.hasFailed || last.iteration !== iteration || last.place === place) return;
    const step = this.#steps[last.place];
    if (step?.part === part) step.goesOn = true;
  }
}

/** The request that redirected its user to this one; a request that was sent twice is of the step that was sent again. */
function ledBy(last: LastOfUser | undefined, { iteration }: ResultRequest, { base }: Kind): LastOfUser | undefined {
  return last !== undefined && last.iteration === iteration && last.base === base && REDIRECTS.has(last.status)
    ? last
    : undefined;
}
