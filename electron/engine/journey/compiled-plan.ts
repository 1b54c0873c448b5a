// A whole plan made ready for one sending thread.
import type { Plan } from '../../../shared/plan/plan.ts';
import { checkNames } from '../../../shared/plan/journey/plan-checks.ts';
import type { RequestTemplate } from '../http/request-template.ts';
import { compileStep, type CompiledStep } from './compiled-step.ts';
import type { JourneyFiles } from './journey-files.ts';
import { NameTable } from './name-table.ts';

export interface ThinkTime {
  readonly least: number;
  readonly most: number;
  /** Tells the pauses of a plan apart where they are drawn. */
  readonly place: number;
}

export interface CompiledScenario {
  readonly weight: number;
  readonly cookies: 'iteration' | 'vu' | 'off';
  readonly steps: readonly CompiledStep[];
  /** After the step of the same place; null for none. */
  readonly thinks: readonly (ThinkTime | null)[];
}

export interface CompiledPlan {
  readonly names: NameTable;
  readonly scenarios: readonly CompiledScenario[];
  /** Checks of all steps. */
  readonly checkCount: number;
}

export function compilePlan(plan: Plan, files: JourneyFiles, userAgent: string): CompiledPlan {
  const names = new NameTable(plan, files);
  let step = 0;
  let firstCheck = 0;
  const scenarios = plan.scenarios.map((scenario): CompiledScenario => {
    const cookies = cookiesOf(scenario, plan.http.followRedirects);
    const thinks = scenario.steps.map(({ think }) => thinkOf(think, names));
    const steps = scenario.steps.map((source) => {
      const settings = { step, userAgent, firstCheck, needsHeaders: cookies !== 'off' };
      const compiled = compileStep({ auth: scenario.auth, ...source }, settings, names);
      step += 1;
      firstCheck += checkNames(source).length;
      return compiled;
    });
    return { weight: scenario.weight, cookies, steps, thinks };
  });
  return { names, scenarios, checkCount: firstCheck };
}

/** One request that leads nowhere has nobody to tell its cookies to. */
function cookiesOf(
  { cookies = 'iteration', steps }: Plan['scenarios'][number],
  followRedirects: number,
): CompiledScenario['cookies'] {
  return cookies === 'iteration' && steps.length === 1 && followRedirects === 0 ? 'off' : cookies;
}

function thinkOf(think: Plan['scenarios'][number]['steps'][number]['think'], names: NameTable): ThinkTime | null {
  if (think === undefined) return null;
  const [least, most] = typeof think === 'number' ? [think, think] : think;
  return most === 0 ? null : { least, most, place: names.nextPlace() };
}

/** The request itself where a step is nothing but a request that never varies. */
export function plainRequest({ request, extracts, checks }: CompiledStep): RequestTemplate | null {
  return request.kind === 'constant' && extracts.length === 0 && checks.length === 0 ? request.request : null;
}
