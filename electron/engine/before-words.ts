// The sentence that says why a run does not begin when a step before it failed.
import type { Fault } from './faults/fault-context.ts';

/** `status` is 0 if no response came. */
export function beforeSentence(step: string, status: number, { outcome, message }: Fault): string {
  const isStatus = outcome === 'http_4xx' || outcome === 'http_5xx';
  return `The run would not start: “${step}” ${isStatus ? `responded with ${status}.` : `failed. ${message}`}`;
}
