// The hosts that a plan names, as far as they are known before a run.
import { staticUrl } from './static-text.ts';
import type { Plan } from '../plan.ts';

/** That of every browser and of Node, of which this folder knows neither. */
declare const URL: { parse(text: string): { readonly hostname: string } | null };

/**
 * As URLs have them: IPv6 in brackets. A URL that begins with an extracted value names none. `constants`: values of names that the
 * plan leaves open, such as its secrets.
 */
export function hostnamesOf(
  plan: Pick<Plan, 'scenarios' | 'variables'>,
  constants: Readonly<Record<string, string>> = {},
): readonly string[] {
  const variables = { ...plan.variables, ...constants };
  const hosts = plan.scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ url }) => URL.parse(staticUrl(url, { variables }))?.hostname ?? []),
  );
  return [...new Set(hosts)];
}
