// The plan of one trial and the plan of a ladder: the requests of a plan under a different load. Pure.
import { UserError } from '../../../shared/errors.ts';
import type { CapacitySettings } from '../../../shared/capacity/capacity-settings.ts';
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import type { Objective } from '../../../shared/capacity/objective.ts';
import { SETTLE_S } from '../../../shared/capacity/trial-length.ts';
import type { TrialRequest } from '../../../shared/capacity/trial.ts';
import { pacedMs } from '../../../shared/capacity/capacity-search.ts';
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import { ms, perSecond } from '../../../shared/units.ts';

const FEWEST_VUS = 50;
const MOST_VUS = 2000;
/** The rate at which the delay of this computer is measured, in iterations per second. */
const MEASURED_RATE = 1000;
/** A target that pauses for this long still gets everything that falls due. */
const SHORTEST_STAY_MS = 500;
/** The time after the last judged second in which late responses are still received. */
const LONGEST_TAIL_S = 10;
/** Requests in flight may end, so that the next trial finds an idle target. In ms. */
const DRAIN_MS = 10_000;

/**
 * @throws UserError plan_invalid if the load of the plan cannot be one rate; bad_request if an objective is about something that
 * the plan does not have.
 */
export function checkSearchable({ scenarios }: Plan, settings: CapacitySettings): void {
  if (scenarios.some(({ load }) => load !== undefined))
    throw new UserError(
      'plan_invalid',
      'Scenarios of this plan have their own loads, so there is no single rate to search for. Remove those loads; the scenarios then share one rate by weight.',
    );
  const steps = scenarios.flatMap((scenario) => scenario.steps.map((step) => ({ scenario: scenario.name, step })));
  for (const objective of objectivesOf(settings)) {
    const { scope, kind } = objective;
    const inScenario = steps.filter(({ scenario }) => scope.scenario === null || scenario === scope.scenario);
    const found = inScenario.filter(({ step }) => scope.step === null || step.name === scope.step);
    if (inScenario.length === 0)
      throw new UserError(
        'bad_request',
        `No scenario is named “${scope.scenario}”. ${namesOf(scenarios.map(({ name }) => name))}`,
      );
    if (found.length === 0)
      throw new UserError('bad_request', `No step is named “${scope.step}”. ${namesOf(inScenario.map(({ step }) => step.name))}`);
    if (kind === 'checks' && found.every(({ step }) => (step.checks ?? []).length === 0))
      throw new UserError('bad_request', 'An objective is about checks, but nothing is checked. Add a check to a step.');
  }
}

function namesOf(names: readonly string[]): string {
  return `There is ${[...new Set(names)].map((name) => `“${name}”`).join(', ')}.`;
}

export function trialPlan(plan: Plan, { rate, longestS, number }: TrialRequest, settings: CapacitySettings): Plan {
  const objectives = objectivesOf(settings);
  const seconds = SETTLE_S + longestS + tailSeconds(objectives);
  const load = openLoad(plan, rate, settings, objectives, [{ duration: ms(seconds * 1000), target: perSecond(rate) }]);
  return under(plan, { ...load, seed: number }, `${plan.name}, trial ${number}`);
}

/** What this computer is measured with before a search: the requests of the plan, sent by as many users as a trial may have. */
export function measuredPlan(plan: Plan): Plan {
  const stages = [{ duration: ms(1000), target: perSecond(MEASURED_RATE) }];
  return under(plan, { model: 'open', stages, maxVus: MOST_VUS, whenBusy: 'wait', arrivals: 'poisson' }, plan.name);
}

/** Sends each rate for `eachMs`, one after another, in one run. */
export function ladderPlan(plan: Plan, rates: readonly number[], eachMs: number, settings: CapacitySettings): Plan {
  const stages = rates.flatMap((rate) => [
    { duration: ms(0), target: perSecond(rate) },
    { duration: ms(eachMs), target: perSecond(rate) },
  ]);
  const load = openLoad(plan, Math.max(...rates), settings, objectivesOf(settings), stages);
  return under(plan, load, `${plan.name}, ladder`);
}

export function tailSeconds(objectives: readonly Objective[]): number {
  const limits = objectives.map((objective) => (objective.kind === 'time' ? objective.limitMs : 0));
  return Math.min(LONGEST_TAIL_S, Math.ceil(Math.max(0, ...limits) / 1000) + 1);
}

function under(plan: Plan, load: Plan['load'], name: string): Plan {
  return {
    ...plan,
    name: name.slice(0, 200),
    load,
    thresholds: [],
    warmup: ms(SETTLE_S * 1000),
    gracefulStop: ms(Math.max(plan.gracefulStop, DRAIN_MS)),
    // Pacing belongs to the closed model.
    scenarios: plan.scenarios.map(({ pacing: _pacing, ...scenario }) => ({ ...scenario, steps: scenario.steps.map(unjudged) })),
  };
}

/** Only objectives judge a trial. */
function unjudged({ budget: _budget, ...step }: Step): Step {
  return step;
}

type OpenLoad = Extract<Plan['load'], { model: 'open' }>;

function openLoad(
  plan: Plan,
  rate: number,
  { arrivals }: CapacitySettings,
  objectives: readonly Objective[],
  stages: OpenLoad['stages'],
): OpenLoad {
  return { model: 'open', stages, maxVus: vusFor(plan, rate, objectives), whenBusy: 'wait', arrivals };
}

/**
 * Enough users for a rate that holds, and for a target that pauses; requests that wait for a free user count as waiting anyway.
 */
function vusFor(plan: Plan, rate: number, objectives: readonly Objective[]): number {
  const limits = objectives.map((objective) => (objective.kind === 'time' ? objective.limitMs : 0));
  const stayMs = stepsPerIteration(plan) * Math.max(SHORTEST_STAY_MS, 2 * Math.max(0, ...limits)) + pacedMs(plan);
  const wanted = Math.min(MOST_VUS, Math.max(FEWEST_VUS, Math.ceil((rate * stayMs) / 1000)));
  return plan.load.model === 'open' ? Math.max(wanted, plan.load.maxVus) : wanted;
}
