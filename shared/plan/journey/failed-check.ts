// The sentence of a failed check, and which check it was: the sentence is all that is kept of it. Knows no schema, so that the
// thread that writes files need not load one.
import type { SampleError } from '../../sample.ts';

/** What a response of GraphQL is always asked, unless its step allows errors. */
export const GRAPHQL_CHECK = 'no GraphQL errors';
const GRAPHQL = 'GraphQL: ';
/** The code of a request that failed a check. */
export const CHECK_CODE = 'CHECK';

export function checkSentence(name: string, reason: string): string {
  return `Check “${name}”: ${reason}`;
}

export function graphqlSentence(message: string): string {
  return `${GRAPHQL}${message}`;
}

/** As thresholds call it; null where no check failed. */
export function failedCheck({ code, message }: SampleError): string | null {
  if (code !== CHECK_CODE) return null;
  if (message.startsWith(GRAPHQL)) return GRAPHQL_CHECK;
  return /^Check “(.+?)”: /s.exec(message)?.[1] ?? null;
}
