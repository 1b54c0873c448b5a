// A whole plan, compiled for one sending thread.
import type { Plan, Scenario, Step } from '../../../shared/plan/plan.ts';
import type { Auth } from '../../../shared/plan/plan-auth.ts';
import { checkNames } from '../../../shared/plan/journey/plan-checks.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import { compileStep, type CompiledStep } from './compiled-step.ts';
import type { JourneyFiles } from '../files/journey-files.ts';
import type { CookieLife } from './luggage.ts';
import { NameTable } from './name-table.ts';

export interface ThinkTime {
  readonly least: number;
  readonly most: number;
  /** Gives each pause of a plan its own random values. */
  readonly place: number;
}

export interface CompiledSteps {
  readonly steps: readonly CompiledStep[];
  /** The pause after the step at the same index; null for none. */
  readonly thinks: readonly (ThinkTime | null)[];
}

/** What a virtual user does once before its first iteration of a scenario. */
export interface Preparation extends CompiledSteps {
  /** The slots of the values that it extracts. */
  readonly slots: readonly number[];
  /** After this time in ms it is repeated; null means never. */
  readonly refreshMs: number | null;
  /** A response with this status causes it to be repeated. */
  readonly refreshOn: number | null;
  /** Added to the step's number for a request that got such a response. */
  readonly renewalShift: number;
}

export interface CompiledScenario extends CompiledSteps {
  readonly weight: number;
  readonly cookies: CookieLife;
  readonly pacingMs: number;
  readonly preparation: Preparation | null;
}

export interface CompiledPlan {
  readonly names: NameTable;
  readonly scenarios: readonly CompiledScenario[];
  /** The steps that are sent once, before the run. */
  readonly before: CompiledSteps;
  /** The number of checks of all steps. */
  readonly checkCount: number;
}

/** Steps and checks are numbered as in `sentStepsOf`. */
export function compilePlan(plan: Plan, files: JourneyFiles, userAgent: string): CompiledPlan {
  const names = new NameTable(plan, files);
  let step = 0;
  let firstCheck = 0;
  const compileSteps = (sources: readonly Step[], auth: Auth | undefined, cookies: CookieLife): CompiledSteps => {
    const thinks = sources.map(({ think }) => thinkOf(think, names));
    const steps = sources.map((source) => {
      const settings = { step, userAgent, firstCheck, needsHeaders: cookies !== 'off', isTraced: plan.trace === true };
      const compiled = compileStep({ auth, ...source }, settings, names);
      step += 1;
      firstCheck += checkNames(source).length;
      return compiled;
    });
    return { steps, thinks };
  };
  const lives = plan.scenarios.map((scenario) => cookiesOf(scenario, plan.http.followRedirects));
  const parts = plan.scenarios.map(({ steps, auth }, at) => compileSteps(steps, auth, lives[at] ?? 'off'));
  const checkCount = firstCheck;
  const before = compileSteps(plan.before ?? [], undefined, 'iteration');
  const onces = plan.scenarios.map(({ perVu = [] }, at) => compileSteps(perVu, undefined, lives[at] ?? 'off'));
  const scenarios = plan.scenarios.map((scenario, at): CompiledScenario => {
    const { weight, pacing = 0, refresh = null, refreshOn = null, load = plan.load } = scenario;
    const { steps, thinks } = parts[at] ?? before;
    const once = onces[at] ?? before;
    const slots = once.steps.flatMap(({ extracts }) => extracts.map(({ slot }) => slot));
    const preparation = once.steps.length === 0 ? null : { ...once, slots, refreshMs: refresh, refreshOn, renewalShift: step };
    return { weight, cookies: lives[at] ?? 'off', steps, thinks, pacingMs: load.model === 'closed' ? pacing : 0, preparation };
  });
  return { names, scenarios, before, checkCount };
}

/** A single request without redirects never sends its cookies anywhere, so no jar is kept for it. */
export function cookiesOf({ cookies = 'iteration', steps, perVu = [] }: Scenario, followRedirects: number): CookieLife {
  const isAlone = steps.length === 1 && perVu.length === 0 && followRedirects === 0;
  return cookies === 'iteration' && isAlone ? 'off' : cookies;
}

function thinkOf(think: Step['think'], names: NameTable): ThinkTime | null {
  if (think === undefined) return null;
  const [least, most] = typeof think === 'number' ? [think, think] : think;
  return most === 0 ? null : { least, most, place: names.nextPlace() };
}

/** The request itself, if the step consists of nothing but a request that never varies. */
export function plainRequest({ request, auth, extracts, checks }: CompiledStep): RequestTemplate | null {
  return request.kind === 'constant' && auth === null && extracts.length === 0 && checks.length === 0 ? request.request : null;
}
