// Judges bytes that arrive on a connection between two requests. A 408 there means that the server closes a connection that was
// silent for too long (RFC 9110, 15.5.9): it responds to no request and does not spoil the one before.
import { SURPLUS_BYTES } from '../../faults/response-fault.ts';
import type { Fault } from '../../faults/fault-context.ts';

/** This many bytes are enough to judge. */
const MOST_BYTES = 64;
const LATE_TIMEOUT = /^HTTP\/1\.\d[ \t]+408/i;
/** Matches any beginning of a status line that may still become a 408. */
const MAY_BECOME_ONE = /^H(T(T(P(\/(1(\.(\d([ \t]+(4(0)?)?)?)?)?)?)?)?)?)?$/i;

export type IdleVerdict = 'nothing' | 'undecided' | 'timeout' | 'surplus';

/** The bytes that arrived on the connection since its last response. */
export class IdleBytes {
  /** The fault that is reported if the bytes belong to no request. */
  surplus: Fault = SURPLUS_BYTES;
  #text = '';

  reset(): void {
    this.#text = '';
  }

  /** Takes the bytes after a response: `bytes` from `at` up to `to`. */
  begin(bytes: Buffer, at: number, to: number, surplus: Fault): IdleVerdict {
    this.surplus = surplus;
    this.reset();
    return at === to ? 'nothing' : this.hear(bytes, at, to);
  }

  hear(bytes: Buffer, at: number, to: number): IdleVerdict {
    this.#text = (this.#text + bytes.toString('latin1', at, Math.min(to, at + MOST_BYTES))).slice(0, MOST_BYTES);
    const said = judgeIdleBytes(this.#text);
    if (said === 'nothing') this.#text = '';
    return said;
  }
}

export function judgeIdleBytes(text: string): IdleVerdict {
  const said = text.replace(/^[\r\n]+/, '');
  if (said === '') return 'nothing';
  if (LATE_TIMEOUT.test(said)) return 'timeout';
  return MAY_BECOME_ONE.test(said) ? 'undecided' : 'surplus';
}
