// Loads the large libraries that a plan needs before it is sent, so that other plans start without them and no measured request
// waits for one.
import type { JsonValue } from '../../shared/plan/journey/value.ts';
import { headerPairs } from '../../shared/plan/plan-headers.ts';
import type { Plan, Step } from '../../shared/plan/plan.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import { UNDICI } from './http/open-client.ts';
import { warmUp } from './http/warm-up.ts';
import { cookiesOf } from './journey/compiled-plan.ts';
import { HTML } from './journey/received.ts';
import { COOKIES } from './journey/luggage.ts';

/** `constants` are the values for the holes in its URLs. */
export async function loadNeededModules(plan: Plan, constants: Readonly<Record<string, JsonValue>>): Promise<void> {
  const steps = sentStepsOf(plan).map(({ step }) => step);
  const needed: Promise<unknown>[] = [];
  if (needsUndici(plan, steps)) needed.push(UNDICI.load().then(warmUp));
  if (steps.some(({ extract = {} }) => Object.values(extract).some(({ css }) => css !== undefined))) needed.push(HTML.load());
  if (keepsCookies(plan)) needed.push(COOKIES.load());
  if (JSON.stringify([plan, constants]).includes('https:')) needed.push(import('node:tls'));
  await Promise.all(needed);
}

/** Our own clients can write every other request of a plan: whatever else they would leave to undici is refused with the plan. */
function needsUndici({ http }: Plan, steps: readonly Step[]): boolean {
  return http.proxy !== undefined || steps.some(namesTwoHosts);
}

function namesTwoHosts({ headers }: Step): boolean {
  return headerPairs(headers).filter(([name]) => name.toLowerCase() === 'host').length > 1;
}

function keepsCookies({ before = [], scenarios, http }: Plan): boolean {
  return before.length > 0 || scenarios.some((scenario) => cookiesOf(scenario, http.followRedirects) !== 'off');
}
