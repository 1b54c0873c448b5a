// How far the journeys of a run came and how long they took, folded from its requests. The requests of one virtual user come in
// the order in which they ended. Pure.
import { Histogram } from './histogram.ts';
import type { StepReach } from './journey-funnel.ts';
import { isCompleted, isFailure, outcomeOf } from './outcome.ts';
import type { Plan } from './plan/plan.ts';
import { countedSteps, sentStepsOf, type Part } from './plan/sent-steps.ts';
import type { SampleColumns } from './sample.ts';

export interface CompletedJourney {
  readonly scenario: number;
  /** In ms since the run's start. */
  readonly endedAt: number;
  /** The sum of its requests from due to last byte, without pauses and the preparation of the user. */
  readonly timeMs: number;
}

/** The journeys of one scenario, without the warm-up. */
export interface ScenarioJourneys {
  readonly started: number;
  readonly completed: number;
  readonly stopped: number;
  readonly times: Histogram;
  readonly steps: readonly StepReach[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Tally extends Mutable<Omit<ScenarioJourneys, 'steps'>> {
  readonly steps: Mutable<StepReach>[];
}

/** One of the steps that a run of the plan may send. */
interface KnownStep {
  readonly part: Part;
  readonly scenario: number;
  /** The index within its scenario; for a renewal, that of the step that is sent again. */
  readonly place: number;
  readonly isLast: boolean;
  /** True if its failure ends the iteration. */
  readonly ends: boolean;
  /** True if a 401 is followed by another attempt, so that it may not be the final response. */
  readonly isAnswered: boolean;
}

/** The current iteration of one virtual user. */
interface Way {
  iteration: number;
  scenario: number;
  /** -1 before the first step. */
  place: number;
  /** If the user cannot be prepared, the steps from here on are skipped. */
  resumesAt: number;
  timeMs: number;
  endedAt: number;
  isCounted: boolean;
  hasFailed: boolean;
  end: 'open' | 'completed' | 'stopped' | 'cut';
  skippedFrom: number;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export class JourneyRows {
  readonly scenarios: readonly Tally[];
  readonly #warmupMs: number;
  readonly #followsRedirects: boolean;
  readonly #steps: readonly KnownStep[];
  readonly #isNeeded: boolean;
  readonly #handleCompleted: (journey: CompletedJourney) => void;
  /** By the number of the virtual user. */
  readonly #ways: (Way | undefined)[] = [];

  /** `handleCompleted` receives completed journeys of several steps, as soon as each is known. */
  constructor(plan: Plan, handleCompleted: (journey: CompletedJourney) => void = () => undefined) {
    const { scenarios, warmup, http } = plan;
    this.#warmupMs = warmup;
    this.#followsRedirects = http.followRedirects > 0;
    this.#handleCompleted = handleCompleted;
    this.#isNeeded = scenarios.some(({ steps, perVu = [] }) => steps.length > 1 || perVu.length > 0);
    this.#steps = knownSteps(plan);
    this.scenarios = scenarios.map(({ steps }) => ({
      started: 0,
      completed: 0,
      stopped: 0,
      times: new Histogram(),
      steps: steps.map(({ name }) => ({ name, reached: 0, failed: 0, skipped: 0 })),
    }));
  }

  /** False for a plan of single requests, whose figures say all of this. */
  get isNeeded(): boolean {
    return this.#isNeeded;
  }

  /** Takes the rows from `from` up to, but not including, `to`. */
  addRows(columns: Columns, from: number, to: number): void {
    if (!this.#isNeeded) return;
    for (let row = from; row < to; row += 1) this.#addRow(columns, row);
  }

  #addRow(columns: Columns, row: number): void {
    const step = this.#steps[columns.step[row] ?? 0];
    if (step === undefined || step.part === 'before') return;
    const way = this.#wayOf(columns.vu[row] ?? 0, columns.iteration[row] ?? 0, step.scenario);
    if (way.place === -1) way.isCounted = (columns.sentAt[row] ?? 0) >= this.#warmupMs;
    const isFailed = isFailure(outcomeOf(columns.outcome[row] ?? 0));
    if (step.part === 'scenario') this.#pass(way, step, columns, row, isFailed);
    else if (step.part === 'renewal') way.resumesAt = step.place;
    else if (isFailed && step.ends) this.#stop(way, way.resumesAt);
  }

  #wayOf(vu: number, iteration: number, scenario: number): Way {
    const known = this.#ways[vu];
    if (known?.iteration === iteration) return known;
    if (known !== undefined) this.#leave(known);
    const way = known ?? { ...NO_WAY };
    if (known === undefined) this.#ways[vu] = way;
    else clear(way);
    way.iteration = iteration;
    way.scenario = scenario;
    return way;
  }

  /** The user has begun its next iteration, so its last request was not followed by another one. */
  #leave(way: Way): void {
    const { steps } = this.scenarios[way.scenario] ?? { steps: [] };
    if (way.end === 'open' && way.place === steps.length - 1) this.#complete(way);
  }

  #pass(way: Way, step: KnownStep, columns: Columns, row: number, isFailed: boolean): void {
    const { place } = step;
    if (place !== way.place) this.#reach(way, place);
    way.endedAt = columns.endedAt[row] ?? 0;
    way.timeMs += way.endedAt - (columns.dueAt[row] ?? 0);
    if (!isCompleted(columns.outcome[row] ?? 0)) {
      way.end = 'cut';
      return;
    }
    if (isFailed) this.#fail(way);
    if (isFailed && step.ends) return this.#stop(way, place + 1);
    if (step.isLast && !this.#leadsOn(step, columns.status[row] ?? 0, isFailed)) this.#complete(way);
  }

  #reach(way: Way, place: number): void {
    // Bytes after its response turned a request into a failure after the user had already gone on.
    if (way.end === 'stopped') this.#goOn(way);
    way.place = place;
    way.resumesAt = place;
    way.hasFailed = false;
    const tally = this.scenarios[way.scenario];
    const step = tally?.steps[place];
    if (!way.isCounted || tally === undefined || step === undefined) return;
    step.reached += 1;
    if (place === 0) tally.started += 1;
  }

  #fail(way: Way): void {
    const step = this.scenarios[way.scenario]?.steps[way.place];
    if (way.isCounted && !way.hasFailed && step !== undefined) step.failed += 1;
    way.hasFailed = true;
  }

  /** Whether the response leads to another request of the same step. */
  #leadsOn({ isAnswered }: KnownStep, status: number, isFailed: boolean): boolean {
    return !isFailed && ((this.#followsRedirects && REDIRECTS.has(status)) || (isAnswered && status === 401));
  }

  #complete(way: Way): void {
    way.end = 'completed';
    const tally = this.scenarios[way.scenario];
    if (!way.isCounted || tally === undefined) return;
    tally.completed += 1;
    tally.times.record(way.timeMs);
    const { scenario, endedAt, timeMs } = way;
    if (tally.steps.length > 1) this.#handleCompleted({ scenario, endedAt, timeMs });
  }

  #stop(way: Way, from: number): void {
    if (way.end === 'stopped') return;
    way.end = 'stopped';
    way.skippedFrom = from;
    this.#count(way, 1);
  }

  #goOn(way: Way): void {
    way.end = 'open';
    this.#count(way, -1);
  }

  #count({ isCounted, scenario, place, skippedFrom }: Way, by: number): void {
    const tally = this.scenarios[scenario];
    if (!isCounted || tally === undefined) return;
    if (place !== -1) tally.stopped += by;
    for (const step of tally.steps.slice(skippedFrom)) step.skipped += by;
  }
}

type Columns = Pick<SampleColumns, 'iteration' | 'vu' | 'step' | 'outcome' | 'status' | 'dueAt' | 'sentAt' | 'endedAt'>;

const NO_WAY: Way = {
  iteration: -1,
  scenario: 0,
  place: -1,
  resumesAt: 0,
  timeMs: 0,
  endedAt: 0,
  isCounted: false,
  hasFailed: false,
  end: 'open',
  skippedFrom: 0,
};

/** Each field by itself: this happens once for each iteration, and copying an object costs several times as much. */
function clear(way: Way): void {
  way.place = NO_WAY.place;
  way.resumesAt = NO_WAY.resumesAt;
  way.timeMs = NO_WAY.timeMs;
  way.endedAt = NO_WAY.endedAt;
  way.isCounted = NO_WAY.isCounted;
  way.hasFailed = NO_WAY.hasFailed;
  way.end = NO_WAY.end;
  way.skippedFrom = NO_WAY.skippedFrom;
}

function knownSteps(plan: Plan): readonly KnownStep[] {
  const places = plan.scenarios.flatMap(({ steps }) => steps.map((_, place) => place));
  const counted = countedSteps(plan);
  const sent = sentStepsOf(plan);
  return sent.map(({ step, part, scenario }, at) => {
    const { steps = [], auth } = plan.scenarios[scenario ?? -1] ?? {};
    const place = places[part === 'renewal' ? at - (sent.length - counted) : at] ?? 0;
    const type = (step.auth ?? auth)?.type;
    return {
      part,
      scenario: scenario ?? 0,
      place,
      isLast: part === 'scenario' && place === steps.length - 1,
      ends: step.onFail !== 'continue',
      isAnswered: type === 'digest' || type === 'oauth2',
    };
  });
}
