// The URL of a step as people read it: variables filled in, and what is known only while a journey goes on by its name.
import type { WithEnvironments } from './plan-variables.ts';
import { staticText } from './static-text.ts';

export function shownUrl(url: string, plan: WithEnvironments): string {
  return staticText(url, plan, (name) => `{{${name}}}`);
}
