// Durations in a plan, as people write them: "250ms", "10s", "2m".
import { z } from 'zod';
import { DURATION_HINT, durationFault, parseDuration } from '../duration.ts';
import { ms, type Ms } from '../units.ts';

export const MAX_DURATION = ms(7 * 24 * 3_600_000);

export const DURATION_TEXT = 'A duration with its unit, such as "250ms", "10s", "2m" or "1h30m".';

export function duration(lowest: Ms) {
  return z
    .union([z.string(), z.number()], { error: DURATION_HINT })
    .transform((input, context): Ms => {
      const value = parseDuration(input);
      if (value === null) context.addIssue({ code: 'custom', message: durationFault(input) });
      else if (value < lowest) context.addIssue({ code: 'custom', message: 'Write a duration longer than 0.' });
      else if (value > MAX_DURATION) context.addIssue({ code: 'custom', message: 'The longest duration is 7 days (168h).' });
      else return value;
      return z.NEVER;
    })
    .meta({ description: DURATION_TEXT });
}

export const positive = duration(ms(0.001));
