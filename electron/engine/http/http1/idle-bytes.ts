// Judges what comes on a connection that waits for its next request. A 408 there says that the server closes a connection it
// has heard nothing on for too long (RFC 9110, 15.5.9): it is the response to no request and no fault of the one before.
import { SURPLUS_BYTES } from '../../faults/response-fault.ts';
import type { Fault } from '../../faults/fault-context.ts';

/** Enough to judge them. */
const MOST_BYTES = 64;
const LATE_TIMEOUT = /^HTTP\/1\.\d[ \t]+408/i;
/** Any beginning of a status line that may still become a 408. */
const MAY_BECOME_ONE = /^H(T(T(P(\/(1(\.(\d([ \t]+(4(0)?)?)?)?)?)?)?)?)?)?$/i;

export type IdleBytes = 'nothing' | 'undecided' | 'timeout' | 'surplus';

/** What came on the connection since its last response. */
export class IdleConnection {
  /** What it is where it belongs to no request. */
  surplus: Fault = SURPLUS_BYTES;
  /** The connection is heard until the next request, which goes on another. */
  isDoubtful = false;
  #text = '';

  reset(): void {
    this.#text = '';
    this.isDoubtful = false;
  }

  /** What stands behind a response in `bytes`, from `at` up to `to`. */
  begin(bytes: Buffer, at: number, to: number, surplus: Fault): IdleBytes {
    this.surplus = surplus;
    this.reset();
    return at === to ? 'nothing' : this.hear(bytes, at, to);
  }

  hear(bytes: Buffer, at: number, to: number): IdleBytes {
    this.#text = (this.#text + bytes.toString('latin1', at, Math.min(to, at + MOST_BYTES))).slice(0, MOST_BYTES);
    const said = judgeIdleBytes(this.#text);
    if (said === 'nothing') this.#text = '';
    else this.isDoubtful = true;
    return said;
  }
}

export function judgeIdleBytes(text: string): IdleBytes {
  const said = text.replace(/^[\r\n]+/, '');
  if (said === '') return 'nothing';
  if (LATE_TIMEOUT.test(said)) return 'timeout';
  return MAY_BECOME_ONE.test(said) ? 'undecided' : 'surplus';
}
