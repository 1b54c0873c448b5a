// A plan that can be shown and passed on: its secrets are hidden. Pure.
import { bodySchema, type Body } from './journey/body-schema.ts';
import { parseJson } from './journey/value.ts';
import type { Plan, PlanInput, Step } from './plan.ts';
import { withSecret, type Auth } from './plan-auth.ts';
import { headerPairs, headersOf, type Headers } from './plan-headers.ts';
import { withoutCredentials } from './proxy-address.ts';
import { printPlan } from './plan-parse.ts';
import { markedSecrets } from './plan-secrets.ts';
import { HIDDEN, hideSecretsIn, isSecretField, isSecretHeader } from './secret.ts';

/** The plan in the form that people write, without its secrets; it is still valid. */
export function shareablePlan(plan: Plan): PlanInput {
  const secrets = markedSecrets(plan);
  const hideStep = (step: Step): Step => ({
    ...step,
    ...hideAuth(step.auth),
    ...(step.body === undefined ? {} : { body: hideBody(step.body, secrets) }),
    url: hideSecretsIn(step.url, secrets),
    headers: hideSecrets(step.headers),
  });
  const before = plan.before === undefined ? {} : { before: plan.before.map(hideStep) };
  const scenarios = plan.scenarios.map((scenario) => ({
    ...scenario,
    ...hideAuth(scenario.auth),
    ...(scenario.perVu === undefined ? {} : { perVu: scenario.perVu.map(hideStep) }),
    steps: scenario.steps.map(hideStep),
  }));
  const tls = plan.tls.passphrase === undefined ? plan.tls : { ...plan.tls, passphrase: HIDDEN };
  const { proxy } = plan.http;
  const http = proxy === undefined ? plan.http : { ...plan.http, proxy: withoutCredentials(proxy, HIDDEN) };
  return printPlan({ ...plan, ...before, scenarios, http, tls });
}

function hideBody(body: Body, secrets: readonly string[]): Body {
  if (typeof body === 'string') return hideSecretsIn(body, secrets);
  if ('multipart' in body) {
    const fields = body.multipart.map(({ value, ...part }) => {
      if (value === undefined) return part;
      return {
        ...part,
        value: isSecretField(part.name) ? HIDDEN : typeof value === 'string' ? hideSecretsIn(value, secrets) : value,
      };
    });
    return { multipart: fields };
  }
  const hidden = bodySchema.safeParse(parseJson(hideSecretsIn(JSON.stringify(body), secrets))?.value);
  return hidden.success ? hidden.data : HIDDEN;
}

function hideAuth(auth: Auth | undefined): { readonly auth?: Auth } {
  if (auth === undefined) return {};
  return { auth: withSecret(auth, HIDDEN) };
}

function hideSecrets(headers: Headers): Headers {
  return headersOf(headerPairs(headers).map(([name, value]) => [name, isSecretHeader(name) ? HIDDEN : value]));
}
