// The URL of a step for people: variables are replaced by their values; a name that is only known during a journey stays.
import type { WithEnvironments } from './plan-variables.ts';
import { staticText } from './static-text.ts';

export function shownUrl(url: string, plan: WithEnvironments): string {
  return staticText(url, plan, (name) => `{{${name}}}`);
}
