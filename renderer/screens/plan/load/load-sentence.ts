// The effect of a load model, in a sentence and a short note. Pure.
import { assertNever } from '../../../../shared/errors.ts';
import { formatCount, formatRate, formatSpan, plural } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { scheduleOfPlan } from '../../../../shared/plan/streams.ts';
import { loadCurve } from './load-figures.ts';

export interface LoadWords {
  /** "300 requests/s for 20 s" */
  readonly title: string;
  /** "open, arrivals evenly spaced" */
  readonly note: string;
}

/** `isJourney` means that an iteration sends several steps. */
export function loadSentence(plan: Plan, isJourney: boolean): LoadWords {
  const { load } = plan;
  const { durationMs, iterations, maxVus } = scheduleOfPlan(plan);
  const length = formatSpan(durationMs ?? 0);
  const own = plan.scenarios.filter((scenario) => scenario.load !== undefined).length;
  const apart = own === 0 ? '' : `; ${own} ${plural(own, 'scenario')} with ${own === 1 ? 'its' : 'their'} own`;
  const { points, peak } = loadCurve(plan);
  const levels = points.map(({ level }) => level);
  const isSteady = levels.every((level) => level === peak);
  switch (load.model) {
    case 'iterations': {
      const count = iterations ?? load.iterations;
      const noun = plural(count, isJourney ? 'journey' : 'request');
      return {
        title: `${formatCount(count)} ${noun}, ${formatCount(maxVus)} at a time`,
        note: `iterations, all due at the start${apart}`,
      };
    }
    case 'closed': {
      const users = `${formatCount(peak)} ${plural(peak, 'user')}`;
      return {
        title: isSteady ? `${users} for ${length}` : `Up to ${users}, ${length}`,
        note: `closed, each user waits for its response${apart}`,
      };
    }
    case 'open': {
      const rate = formatRate(peak).replace('/s', ` ${isJourney ? 'journeys' : 'requests'}/s`);
      const law = load.arrivals === 'poisson' ? 'Poisson arrivals' : 'arrivals evenly spaced';
      return { title: isSteady ? `${rate} for ${length}` : `Up to ${rate}, ${length}`, note: `open, ${law}${apart}` };
    }
    default:
      return assertNever(load);
  }
}
