// One passage of the user who tries a plan: through a scenario, or through the steps before the run. Every step is reported as it
// ends.
import { textsOf } from '../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../shared/plan/journey/template.ts';
import type { Scenario, Step } from '../../shared/plan/plan.ts';
import type { SentStep } from '../../shared/plan/sent-steps.ts';
import type { TriedStep } from '../../shared/try-once.ts';
import type { Itinerary, Move } from './load/journey.ts';
import type { OneUser } from './one-user.ts';
import { exchangeOf } from './tried-exchange.ts';
import type { Notes } from './tried-notes.ts';

export interface PassageParts {
  readonly user: OneUser;
  readonly notes: Notes;
  /** All steps of the plan. */
  readonly sent: readonly SentStep[];
  /** The steps of this passage, as indexes into `sent`, in order. */
  readonly way: readonly number[];
  readonly auth: Scenario['auth'];
  readonly signal: AbortSignal | undefined;
  /** True if pauses of the plan are kept. */
  readonly pauses: boolean;
  readonly handle: (step: number, tried: TriedStep) => void;
}

/** One passage through one scenario, or through the steps before the run. */
export class Passage {
  readonly #parts: PassageParts;
  /** By the index in `sent`. */
  readonly #steps = new Map<number, TriedStep>();
  #exchanges: TriedStep['exchanges'] = [];

  constructor(parts: PassageParts) {
    this.#parts = parts;
  }

  /** Returns the steps of the passage, including those that were not reached. */
  async pass(itinerary: Itinerary): Promise<ReadonlyMap<number, TriedStep>> {
    const { user, way, handle, pauses } = this.#parts;
    const { journey } = user;
    journey.begin(itinerary, 0, 0);
    for (let move = journey.next(); move.kind !== 'end' && !this.#isCancelled; move = journey.next()) {
      if (move.kind !== 'pause') await this.#make(move);
      else if (pauses || move.isNeeded === true) await this.#wait(move.pauseMs);
    }
    const steps = new Map(way.map((at) => [at, this.#steps.get(at) ?? this.#skipped(at)]));
    for (const [at, step] of steps) if (step.state === 'skipped') handle(at, step);
    return steps;
  }

  /** Ends early when the try is cancelled. */
  async #wait(pauseMs: number): Promise<void> {
    const { signal } = this.#parts;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, pauseMs);
    const end = (): void => resolve();
    signal?.addEventListener('abort', end);
    await promise;
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }

  get #isCancelled(): boolean {
    return this.#parts.signal?.aborted === true;
  }

  async #make(move: Extract<Move, { kind: 'request' | 'refused' }>): Promise<void> {
    const { user, notes, sent, handle } = this.#parts;
    const { journey, connection } = user;
    const at = move.kind === 'refused' ? move.step : move.request.step;
    const goesOn = move.kind === 'request' && (move.request.sentAs !== undefined || move.continues === true);
    const before = goesOn ? this.#steps.get(at) : undefined;
    let fault = move.kind === 'refused' ? move.fault : null;
    if (before === undefined) this.#exchanges = [];
    if (move.kind === 'request') {
      const { client, fault: ended, request } = await connection.send(move.request);
      this.#exchanges = [
        ...this.#exchanges,
        exchangeOf(request, client, { redact: notes.redact, hasMade: (text) => notes.hasMade(text) }),
      ];
      fault = journey.receive(client, ended);
    }
    const { checks, values, remarks = [] } = notes.take();
    const step: TriedStep = {
      name: notes.redact(sent[at]?.step.name ?? ''),
      state: fault === null && !this.#isCancelled ? 'passed' : 'failed',
      reason: fault === null ? null : notes.redact(fault.message),
      exchanges: this.#exchanges,
      checks: [...(before?.checks ?? []), ...checks],
      values: [...(before?.values ?? []), ...values],
      cookies: notes.cookies(journey.cookies),
      ...(remarks.length + (before?.remarks?.length ?? 0) === 0 ? {} : { remarks: [...(before?.remarks ?? []), ...remarks] }),
    };
    this.#steps.set(at, step);
    handle(at, step);
  }

  #skipped(at: number): TriedStep {
    const { notes, sent } = this.#parts;
    const reason = this.#isCancelled ? 'It was not sent, because the try was cancelled.' : this.#whySkipped(sent[at]?.step);
    return skippedStep(notes, sent[at]?.step.name ?? '', reason);
  }

  #whySkipped(step: Step | undefined): string {
    const { sent, auth } = this.#parts;
    const [at, failed] = [...this.#steps].findLast(([, { state }]) => state === 'failed') ?? [];
    const made = Object.keys(sent[at ?? -1]?.step.extract ?? {});
    const needed = step === undefined ? [] : textsOf({ auth, ...step }).flatMap(({ text }) => namesIn(text));
    const missing = made.find((name) => needed.includes(name));
    const name = failed?.name ?? '';
    if (missing === undefined) return `It was not sent, because the step “${name}” failed.`;
    return `It was not sent: it needs “${missing}”, which the step “${name}” did not provide.`;
  }
}

export function skippedStep(notes: Notes, name: string, reason: string): TriedStep {
  const nothing = { exchanges: [], checks: [], values: [], cookies: [] };
  return { name: notes.redact(name), state: 'skipped', reason: notes.redact(reason), ...nothing };
}
