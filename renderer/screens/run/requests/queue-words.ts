// Why a request waited before it was sent. Pure.
import { assertNever } from '../../../../shared/errors.ts';
import { formatCount, percentFigure } from '../../../../shared/format.ts';
import type { LoadProfile } from '../../../../shared/plan.ts';
import type { SampleRequest } from '../../../../shared/sample-query.ts';
import { plural } from '../../../../shared/words.ts';

/** Waits that are shorter, or a smaller part of the response time, need no sentence. */
const NOTABLE_MS = 10;
const NOTABLE_SHARE = 0.25;

type Times = Pick<SampleRequest, 'dueAt' | 'sentAt' | 'endedAt'>;

/** null where the queue delay needs no explanation. */
export function queueWords({ dueAt, sentAt, endedAt }: Times, load: LoadProfile): string | null {
  const delay = sentAt - dueAt;
  const response = endedAt - dueAt;
  if (delay < NOTABLE_MS || delay < response * NOTABLE_SHARE) return null;
  const { value } = percentFigure(delay / response);
  return `${causeOf(load)} Service time alone would hide ${value} % of the response time.`;
}

function causeOf(load: LoadProfile): string {
  switch (load.model) {
    case 'iterations':
      return `All iterations are due at the start; it waited for its turn with ${vus(load.vus)}.`;
    case 'open':
      return `It was due while no virtual user was free; the plan has up to ${vus(load.maxVus)}.`;
    case 'closed':
      return 'It was due before its virtual user could send it.';
    default:
      return assertNever(load);
  }
}

function vus(count: number): string {
  return `${formatCount(count)} ${plural(count, 'VU')}`;
}
