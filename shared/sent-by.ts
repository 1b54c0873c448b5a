// The words about a run whose requests another program sent. Pure.
import type { RunRow } from './run.ts';

const UNKNOWN = 'times count from sending; bytes per request, and how many are in flight, are not known.';
export const SENT_BY_MEANING = `Another program sent the requests: ${UNKNOWN}`;

/** One sentence; empty if Onrush sent them. */
export function sentByLines({ machine, plan }: Pick<RunRow, 'machine' | 'plan'>): readonly string[] {
  if (machine?.sentBy === undefined) return [];
  const traces = plan.trace === true ? ' They carry no traceparent, so they have no traces.' : '';
  return [`Sent by ${machine.sentBy}: ${UNKNOWN}${traces}`];
}
