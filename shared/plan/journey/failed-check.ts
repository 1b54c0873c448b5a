// The sentence of a failed check, and the check's name from that sentence, which is all that is stored. It does not know the
// schema, so that the thread that writes files need not load it.
import type { SampleError } from '../../sample.ts';

/** The check that every GraphQL response gets, unless its step allows errors. */
export const GRAPHQL_CHECK = 'no GraphQL errors';
const GRAPHQL = 'GraphQL: ';
/** The error code of a request that failed a check. */
export const CHECK_CODE = 'CHECK';

export function checkSentence(name: string, reason: string): string {
  return `Check “${name}”: ${reason}`;
}

export function graphqlSentence(message: string): string {
  return `${GRAPHQL}${message}`;
}

/** The name as in thresholds; null if no check failed. */
export function failedCheck({ code, message }: SampleError): string | null {
  if (code !== CHECK_CODE) return null;
  if (message.startsWith(GRAPHQL)) return GRAPHQL_CHECK;
  return /^Check “(.+?)”: /s.exec(message)?.[1] ?? null;
}
