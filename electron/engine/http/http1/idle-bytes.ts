// Judges what comes on a connection that waits for its next request. A 408 there says that the server closes a connection it
// has heard nothing on for too long (RFC 9110, 15.5.9): it is the response to no request and no fault of the one before.

const LATE_TIMEOUT = /^HTTP\/1\.\d[ \t]+408/;
/** Any beginning of a status line that may still become a 408. */
const MAY_BECOME_ONE = /^H(T(T(P(\/(1(\.(\d([ \t]+(4(0)?)?)?)?)?)?)?)?)?)?$/;

export type IdleBytes = 'nothing' | 'undecided' | 'timeout' | 'surplus';

export function judgeIdleBytes(text: string): IdleBytes {
  const said = text.replace(/^[\r\n]+/, '');
  if (said === '') return 'nothing';
  if (LATE_TIMEOUT.test(said)) return 'timeout';
  return MAY_BECOME_ONE.test(said) ? 'undecided' : 'surplus';
}
