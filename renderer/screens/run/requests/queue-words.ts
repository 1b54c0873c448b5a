// Why a request waited before it was sent. Pure.
import { assertNever } from '../../../../shared/errors.ts';
import { formatCount, percentFigure, plural } from '../../../../shared/format.ts';
import type { LoadProfile } from '../../../../shared/plan/plan.ts';
import type { SampleRequest } from '../../../../shared/sample-query.ts';
import type { SpoiledSpan } from '../../../../shared/spoiled.ts';

/** Shorter waits, or a smaller share of the response time, need no sentence. */
const NOTABLE_MS = 10;
const NOTABLE_SHARE = 0.25;

type Times = Pick<SampleRequest, 'dueAt' | 'sentAt' | 'endedAt'>;

/** Null if the queue delay needs no explanation. `spoiled` is where the load generator was late. */
export function queueWords({ dueAt, sentAt, endedAt }: Times, load: LoadProfile, spoiled: readonly SpoiledSpan[]): string | null {
  const delay = sentAt - dueAt;
  const response = endedAt - dueAt;
  if (delay < NOTABLE_MS || delay < response * NOTABLE_SHARE) return null;
  const { value } = percentFigure(delay / response);
  const wasLate = spoiled.some(({ from, to }) => from <= sentAt && dueAt < to);
  return `${causeOf(load, wasLate)} Service time alone would hide ${value} % of the response time.`;
}

/** A request does not know which of the two it was, so only what is certain is said. */
function causeOf(load: LoadProfile, wasLate: boolean): string {
  switch (load.model) {
    case 'iterations':
      return `All iterations are due at the start; it waited for its turn with ${vus(load.vus)}.`;
    case 'open':
      return wasLate
        ? `It waited because the load generator was late, or because all ${vus(load.maxVus)} were busy.`
        : `It most likely waited for one of up to ${vus(load.maxVus)} to be free.`;
    case 'closed':
      return 'It was due before its virtual user could send it.';
    default:
      return assertNever(load);
  }
}

function vus(count: number): string {
  return `${formatCount(count)} ${plural(count, 'VU')}`;
}
