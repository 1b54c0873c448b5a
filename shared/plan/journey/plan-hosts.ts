// The hosts in a plan, as far as they are known before a run.
import { sentStepsOf, type PlannedSteps } from '../sent-steps.ts';
import { variablesOf, type WithEnvironments } from './plan-variables.ts';
import { hasUnknownServer, staticUrl } from './static-text.ts';

/** The URL class of browsers and Node; this folder uses the types of neither. */
declare const URL: { parse(text: string): { readonly hostname: string } | null };

/**
 * Written as in URLs: IPv6 in brackets. A URL whose host is an extracted value has none. `constants` are values for names that
 * the plan leaves open, such as its secrets.
 */
export function hostnamesOf(
  plan: PlannedSteps & WithEnvironments,
  constants: Readonly<Record<string, string>> = {},
): readonly string[] {
  const variables = { ...variablesOf(plan), ...constants };
  const steps = sentStepsOf(plan).map(({ step }) => step);
  const tokenUrls = [...steps, ...plan.scenarios].flatMap(({ auth }) => (auth?.type === 'oauth2' ? [auth.tokenUrl] : []));
  const urls = [...steps.map(({ url }) => url), ...tokenUrls];
  const known = urls.filter((url) => !hasUnknownServer(url, { variables }));
  const hosts = known.flatMap((url) => URL.parse(staticUrl(url, { variables }))?.hostname ?? []);
  return [...new Set(hosts)];
}
