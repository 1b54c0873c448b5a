// samples.journeys: how far the journeys of a run got, and which took longest.
import { NO_TIMES } from '../../shared/snapshot.ts';
import {
  BINS_PER_DECADE,
  TIME_BINS,
  type JourneyFigures,
  type JourneyStep,
  type SetupStep,
} from '../../shared/journey-figures.ts';
import type { JourneyFunnel } from '../../shared/journey-funnel.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { stepsOf } from '../../shared/plan/plan.ts';
import { countedSteps, sentStepsOf } from '../../shared/plan/sent-steps.ts';
import { EVERYTHING, type SampleArguments, type SampleFilter } from '../../shared/sample-query.ts';
import { chosenRows, type RunReading } from './chosen-rows.ts';
import { exactTimes } from './exact-times.ts';
import { gather, type Gathered } from './gathered.ts';
import { groupFigures } from './groups.ts';
import { JourneyTable } from './journey-table.ts';
import { slowestJourneys } from './slowest-journeys.ts';
import { windowOf } from './figures.ts';

export async function readJourneys(
  reading: RunReading,
  { filter }: SampleArguments<'samples.journeys'>,
): Promise<JourneyFigures> {
  const { run, turn } = reading;
  const ofWindow = { ...EVERYTHING, window: filter.window, warmup: filter.warmup };
  const steps = stepsOf(run.plan);
  const table = new JourneyTable();
  const gathered = await gather(reading, ofWindow, (chosen) => table.add(chosen, steps.length), {
    more: ['iteration'],
  });
  await turn.pause();
  await markChosen(reading, table, filter, JSON.stringify(filter) === JSON.stringify(ofWindow));
  const ends = new JourneyEnds(run.plan, table);
  const window = windowOf(run, filter);
  const serviceTime = exactTimes(gathered.service).stats;
  await turn.pause();
  const responseTime = exactTimes(gathered.response).stats;
  const whole = { measuredMs: window.to - window.from, serviceTime, responseTime, spectrum: [], times: NO_TIMES };
  await turn.pause();
  const names = steps.map(({ name }) => name);
  const figures = groupFigures(gathered, { names, by: 'step', groupOf: (cell) => cell }, whole);
  const bins = binsOf(gathered, steps.length);
  return {
    funnels: ends.funnels,
    steps: ends.steps.map((step) => ({
      ...step,
      figures: figures.find(({ index }) => index === step.index) ?? null,
      bins: bins[step.index] ?? NO_BINS,
    })),
    setup: await readSetup(reading, ofWindow),
    withoutPauses: exactTimes(ends.workMs()).stats,
    withPauses: exactTimes(ends.spanMs()).stats,
    slowest: await slowestJourneys(reading, table),
  };
}

/** Reads the steps that prepare the target and the users: separately, because no figure counts them. */
async function readSetup(reading: RunReading, filter: SampleFilter): Promise<readonly SetupStep[]> {
  const { plan } = reading.run;
  const sent = sentStepsOf(plan);
  const first = countedSteps(plan);
  if (sent.length === first) return [];
  const steps = sent.map((_, index) => index).slice(first);
  const gathered = await gather(reading, { ...filter, steps }, () => undefined, { isList: true });
  const window = windowOf(reading.run, filter);
  const whole = {
    measuredMs: window.to - window.from,
    serviceTime: exactTimes(gathered.service).stats,
    responseTime: exactTimes(gathered.response).stats,
    spectrum: [],
    times: NO_TIMES,
  };
  await reading.turn.pause();
  const names = sent.map(({ step }) => step.name);
  const bins = binsOf(gathered, sent.length);
  return groupFigures(gathered, { names, by: 'step', groupOf: (cell) => cell }, whole).flatMap((figures): SetupStep[] => {
    const { index } = figures;
    const step = sent[index];
    if (step === undefined || step.part === 'scenario') return [];
    return [{ index, part: step.part, scenario: step.scenario, figures, bins: bins[index] ?? NO_BINS }];
  });
}

const NO_BINS = { response: [], service: [] };

async function markChosen(reading: RunReading, table: JourneyTable, filter: SampleFilter, isAll: boolean): Promise<void> {
  if (isAll) return void table.isChosen.fill(1, 0, table.count);
  for await (const { batch, rows, count } of chosenRows(reading, filter, ['iteration'])) {
    for (let index = 0; index < count; index += 1) table.choose(batch.columns.iteration[rows[index] ?? 0] ?? 0);
  }
}

/** How the journeys of a table ended, by scenario and by step. */
class JourneyEnds {
  readonly funnels: readonly JourneyFunnel[];
  readonly steps: readonly Omit<JourneyStep, 'figures' | 'bins'>[];
  readonly #table: JourneyTable;
  readonly #completed: number[] = [];

  constructor(plan: Plan, table: JourneyTable) {
    this.#table = table;
    const scenarioOf = plan.scenarios.flatMap(({ steps }, scenario) => steps.map(() => scenario));
    const ends = plan.scenarios.flatMap(({ steps }) => steps.map(({ onFail }) => onFail !== 'continue'));
    const lastOf = plan.scenarios.map((_, scenario) => scenarioOf.lastIndexOf(scenario));
    const endedAt = scenarioOf.map(() => 0);
    const lost = scenarioOf.map(() => 0);
    const funnels = plan.scenarios.map(() => ({ started: 0, completed: 0, stoppedEarly: 0, cutOff: 0, notSent: 0 }));
    for (let at = 0; at < table.count; at += 1) {
      const furthest = (table.furthest[at] ?? 0) - 1;
      const scenario = scenarioOf[furthest];
      const funnel = funnels[scenario ?? -1];
      if (scenario === undefined || funnel === undefined) continue;
      // The journey began outside the requested window.
      if ((table.nearest[at] ?? 0) - 1 !== scenarioOf.indexOf(scenario)) continue;
      funnel.started += 1;
      endedAt[furthest] = (endedAt[furthest] ?? 0) + 1;
      const last = lastOf[scenario] ?? furthest;
      const hasStopped = table.hasFailed(at) && ends[furthest] === true;
      if (furthest === last && !table.wasCut(at) && !hasStopped) {
        funnel.completed += 1;
        this.#completed.push(at);
      } else if (hasStopped) {
        funnel.stoppedEarly += 1;
        funnel.notSent += last - furthest;
        lost[furthest] = (lost[furthest] ?? 0) + 1;
      } else funnel.cutOff += 1;
    }
    this.funnels = plan.scenarios.map(({ name }, scenario) => ({ scenario, name, ...(funnels[scenario] ?? NO_FUNNEL) }));
    this.steps = scenarioOf.map((scenario, index) => ({
      index,
      scenario,
      reached: endedAt.slice(index, (lastOf[scenario] ?? index) + 1).reduce((sum, count) => sum + count, 0),
      lost: lost[index] ?? 0,
    }));
  }

  /** The times of the completed journeys, without pauses. */
  workMs(): Float64Array {
    return Float64Array.from(this.#completed, (at) => this.#table.workMs[at] ?? 0);
  }

  spanMs(): Float64Array {
    return Float64Array.from(this.#completed, (at) => (this.#table.endedAt[at] ?? 0) - (this.#table.dueAt[at] ?? 0));
  }
}

const NO_FUNNEL = { started: 0, completed: 0, stoppedEarly: 0, cutOff: 0, notSent: 0 };

function binsOf({ count, step, response, service }: Gathered, steps: number): readonly JourneyStep['bins'][] {
  const ofResponse = new Uint32Array(steps * TIME_BINS);
  const ofService = new Uint32Array(steps * TIME_BINS);
  for (let at = 0; at < count; at += 1) {
    const first = (step[at] ?? 0) * TIME_BINS;
    const [byResponse, byService] = [first + binOf(response[at] ?? 0), first + binOf(service[at] ?? 0)];
    ofResponse[byResponse] = (ofResponse[byResponse] ?? 0) + 1;
    ofService[byService] = (ofService[byService] ?? 0) + 1;
  }
  const part = (all: Uint32Array, at: number): number[] => [...all.subarray(at * TIME_BINS, (at + 1) * TIME_BINS)];
  return Array.from({ length: steps }, (_, at) => ({ response: part(ofResponse, at), service: part(ofService, at) }));
}

function binOf(milliseconds: number): number {
  return milliseconds <= 1 ? 0 : Math.min(TIME_BINS - 1, Math.floor(Math.log10(milliseconds) * BINS_PER_DECADE));
}
