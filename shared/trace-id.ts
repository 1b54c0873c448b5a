// The W3C trace context of a run's requests. Every id is computed from the run, the iteration and the step, so none is stored:
// the row of a request determines its trace. Requests of one step of one iteration, such as the hops of a redirect, share a
// trace.

/** A placeholder as long as any traceparent: prebuilt requests contain it where that of each request goes. */
export const TRACE_PLACE = `00-${'x'.repeat(32)}-${'x'.repeat(16)}-01`;
export const TRACE_HEADER = 'traceparent';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const ROUNDS = [0x9e37_79b9, 0x85eb_ca6b, 0xc2b2_ae35, 0x27d4_eb2f] as const;

export class TraceIds {
  /** The first 16 digits of all traces of the run. */
  readonly prefix: string;
  readonly #first: number;
  readonly #second: number;
  #spans = 0;

  constructor(runId: string) {
    this.#first = hash(runId, 0x811c_9dc5);
    // An id of zeros only is invalid (W3C Trace Context, 3.2.2.3).
    this.#second = hash(runId, 0x1000_193b) || 1;
    this.prefix = hex(this.#first) + hex(this.#second);
  }

  /** 32 hexadecimal digits. The last 16 are evenly distributed, for samplers and stores that use no others. */
  traceId(iteration: number, step: number): string {
    return this.prefix + mixed(iteration, step, this.#first, this.#second);
  }

  /** The value of the header, with a new span id each time. */
  traceparent(iteration: number, step: number): string {
    this.#spans += 1;
    return `00-${this.traceId(iteration, step)}-${mixed(iteration, this.#spans, this.#second, this.#first)}-01`;
  }
}

/** A permutation of 64 bits (Feistel, with the finalizer of MurmurHash3): different requests never get the same result. */
function mixed(left: number, right: number, first: number, second: number): string {
  let a = (left ^ first) | 0;
  let b = (right ^ second) | 0;
  for (const round of ROUNDS) {
    const next = a ^ scrambled((b + round) | 0);
    a = b;
    b = next;
  }
  return a === 0 && b === 0 ? '0000000000000001' : hex(a) + hex(b);
}

function scrambled(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}

/** FNV-1a, scrambled: 32 bits. */
function hash(text: string, seed: number): number {
  let bits = seed | 0;
  for (let at = 0; at < text.length; at += 1) bits = Math.imul(bits ^ text.charCodeAt(at), 0x0100_0193);
  return scrambled(bits);
}

function hex(bits: number): string {
  const [a = '', b = '', c = '', d = ''] = [
    HEX[bits >>> 24],
    HEX[(bits >>> 16) & 0xff],
    HEX[(bits >>> 8) & 0xff],
    HEX[bits & 0xff],
  ];
  return a + b + c + d;
}
