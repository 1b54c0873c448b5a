// The words about a run whose requests another program sent. Pure.
import type { RunRow } from './run.ts';

const UNKNOWN = 'times count from sending; bytes per request, and how many are in flight, are not known.';
export const SENT_BY_MEANING = `Another program sent the requests: ${UNKNOWN}`;

/** One sentence; empty if Onrush sent them. */
export function sentByLines({ machine }: Pick<RunRow, 'machine'>): readonly string[] {
  return machine?.sentBy === undefined ? [] : [`Sent by ${machine.sentBy}: ${UNKNOWN}`];
}
