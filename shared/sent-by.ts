// What is said of a run whose requests another program sent. Pure.
import type { RunRow } from './run.ts';

export const SENT_BY_MEANING =
  'Another program sent the requests: times count from sending; bytes per request, and how many are in flight, are not known.';

/** One sentence; none where Onrush sent them. */
export function sentByLines({ machine }: Pick<RunRow, 'machine'>): readonly string[] {
  if (machine?.sentBy === undefined) return [];
  return [`Sent by ${machine.sentBy}: times count from sending; bytes per request, and how many are in flight, are not known.`];
}
