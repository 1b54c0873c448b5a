// The draft's part on what is sent: scenarios and their steps, as the controls hold them, from a plan and back. Knows no screen.
import { z } from 'zod';
import { headerPairs, headersOf } from '../../../../shared/plan/plan-headers.ts';
import { automaticStepName, type Scenario, type Step } from '../../../../shared/plan/plan.ts';
import { auth, authDraft, authInput, newAuth } from './draft-auth.ts';
import { nothingIn, numberOf } from './draft-parts.ts';

const header = z.strictObject({ name: z.string(), value: z.string() });
const step = z.strictObject({
  /** Empty: method and path name it. */
  name: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.array(header),
  auth,
  body: z.string().nullable(),
});
export const scenario = z.strictObject({ name: z.string(), weight: z.string(), auth, steps: z.array(step) });

export type StepDraft = z.infer<typeof step>;
export type ScenarioDraft = z.infer<typeof scenario>;

export function newStep(): StepDraft {
  return { name: '', method: 'GET', url: '', headers: [], auth: newAuth(), body: null };
}

export function newScenario(name: string): ScenarioDraft {
  return { name, weight: '1', auth: newAuth(), steps: [newStep()] };
}

/** What a step is called while nobody has named it. */
export function stepName({ name, method, url }: StepDraft): string {
  return name.trim() === '' ? automaticStepName({ method: method.trim(), url: url.trim() }) : name.trim();
}

export function scenarioDraft({ name, weight, auth, steps, ...rest }: Scenario): ScenarioDraft {
  nothingIn(rest);
  return { name, weight: String(weight), auth: authDraft(auth), steps: steps.map(stepDraft) };
}

export function scenarioInput({ name, weight, auth, steps }: ScenarioDraft): unknown {
  return { name, weight: numberOf(weight), ...authInput(auth), steps: steps.map(stepInput) };
}

function stepDraft(step: Step): StepDraft {
  const { name, method, url, headers, auth, body, ...rest } = step;
  nothingIn(rest);
  return {
    name: name === automaticStepName(step) ? '' : name,
    method,
    url,
    headers: headerPairs(headers).map(([name, value]) => ({ name, value })),
    auth: authDraft(auth),
    body: body ?? null,
  };
}

function stepInput({ name, method, url, headers, auth, body }: StepDraft): unknown {
  const rows = headers.filter((row) => row.name.trim() !== '' || row.value.trim() !== '');
  return {
    ...(name.trim() === '' ? {} : { name }),
    method: method.trim(),
    url,
    headers: headersOf(rows.map((row) => [row.name.trim(), row.value])),
    ...authInput(auth),
    ...(body === null ? {} : { body }),
  };
}
