// How far the journeys of a run came, step by step, as table rows: the same in the terminal, the report and Markdown. Pure.
import { formatCount, formatPercent } from './format.ts';
import { funnelSentence, sumOfFunnels } from './journey-words.ts';
import type { JourneySummary, ScenarioSummary } from './summary.ts';

export const FUNNEL_HEADS = ['Step', 'Reached', 'Failed', 'Skipped'] as const;

/** In the order of FUNNEL_HEADS; empty if no scenario has several steps or prepares its users. */
export function funnelRows(journey: JourneySummary | undefined): readonly (readonly string[])[] {
  const scenarios = journey?.scenarios ?? [];
  return scenarios.flatMap(({ name, started, steps }) =>
    steps.map((step) => {
      const label = scenarios.length > 1 ? `${name}: ${step.name}` : step.name;
      const share = started === 0 ? '' : ` (${formatPercent(step.reached / started)})`;
      return [label, `${formatCount(step.reached)}${share}`, formatCount(step.failed), formatCount(step.skipped)];
    }),
  );
}

/** "400 journeys started, 360 completed (90.0 %), …"; null if no scenario has several steps. */
export function funnelWords(journey: JourneySummary | undefined): string | null {
  const funnels = (journey?.scenarios ?? []).filter(isJourney);
  return funnels.length === 0 ? null : funnelSentence(sumOfFunnels(funnels));
}

function isJourney({ steps }: ScenarioSummary): boolean {
  return steps.length > 1;
}
