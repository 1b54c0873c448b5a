// The hosts that a plan names, as far as they are known before a run.
import { sentStepsOf, type PlannedSteps } from '../sent-steps.ts';
import { variablesOf, type WithEnvironments } from './plan-variables.ts';
import { staticUrl } from './static-text.ts';

/** That of every browser and of Node, of which this folder knows neither. */
declare const URL: { parse(text: string): { readonly hostname: string } | null };

/**
 * As URLs have them: IPv6 in brackets. A URL that begins with an extracted value names none. `constants`: values of names that the
 * plan leaves open, such as its secrets.
 */
export function hostnamesOf(
  plan: PlannedSteps & WithEnvironments,
  constants: Readonly<Record<string, string>> = {},
): readonly string[] {
  const variables = { ...variablesOf(plan), ...constants };
  const hosts = sentStepsOf(plan).flatMap(({ step }) => URL.parse(staticUrl(step.url, { variables }))?.hostname ?? []);
  return [...new Set(hosts)];
}
