// The hosts that a plan names, as far as they are known before a run.
import { sentStepsOf, type PlannedSteps } from '../sent-steps.ts';
import { variablesOf, type WithEnvironments } from './plan-variables.ts';
import { hasUnknownServer, staticUrl } from './static-text.ts';

/** That of every browser and of Node, of which this folder knows neither. */
declare const URL: { parse(text: string): { readonly hostname: string } | null };

/**
 * As URLs have them: IPv6 in brackets. A URL whose server is an extracted value names none. `constants`: values of names that the
 * plan leaves open, such as its secrets.
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
