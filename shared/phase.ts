// The phases of a request: what its service time consists of, one after the other.
import type { SampleColumns } from './sample.ts';

export const PHASES = ['blocked', 'dns', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving'] as const;
export type Phase = (typeof PHASES)[number];

/** As people read them; files keep the names above. */
export const PHASE_LABEL: Readonly<Record<Phase, string>> = {
  blocked: 'blocked',
  dns: 'DNS',
  connecting: 'connecting',
  tls_handshaking: 'TLS handshake',
  sending: 'sending',
  waiting: 'waiting',
  receiving: 'receiving',
};

export const PHASE_MEANING: Readonly<Record<Phase, string>> = {
  blocked: 'until the connection was free to use',
  dns: 'looking up the address',
  connecting: 'opening the connection',
  tls_handshaking: 'agreeing on encryption',
  sending: 'until the request was written',
  waiting: 'until the first byte of the response',
  receiving: 'until the last byte of the response',
};

/** Over the requests that had the phase: those that opened a connection, for dns, connecting and tls_handshaking. Times in ms. */
export interface PhaseStats {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Length of a phase in ms; NaN for a request that had none of it. */
export function phaseOf(columns: SampleColumns, row: number, phase: Phase): number {
  switch (phase) {
    case 'blocked':
      return columns.blocked[row] ?? Number.NaN;
    case 'dns':
      return columns.dns[row] ?? Number.NaN;
    case 'connecting':
      return columns.connecting[row] ?? Number.NaN;
    case 'tls_handshaking':
      return columns.tlsHandshaking[row] ?? Number.NaN;
    case 'sending':
      return columns.sending[row] ?? Number.NaN;
    case 'waiting':
      return waitingMs(columns, row);
    case 'receiving':
      return (columns.endedAt[row] ?? Number.NaN) - (columns.firstByteAt[row] ?? Number.NaN);
  }
}

/** All of them at once, in the order of PHASES: what `phaseOf` gives for each, in half the time. */
export function readPhases(columns: SampleColumns, row: number, lengths: Float64Array): void {
  lengths[0] = columns.blocked[row] ?? Number.NaN;
  lengths[1] = columns.dns[row] ?? Number.NaN;
  lengths[2] = columns.connecting[row] ?? Number.NaN;
  lengths[3] = columns.tlsHandshaking[row] ?? Number.NaN;
  lengths[4] = columns.sending[row] ?? Number.NaN;
  lengths[5] = waitingMs(columns, row);
  lengths[6] = (columns.endedAt[row] ?? Number.NaN) - (columns.firstByteAt[row] ?? Number.NaN);
}

/** dns, connecting and tls_handshaking together; 0 on a connection that was open already. */
export function connectMs(columns: SampleColumns, row: number): number {
  return (columns.dns[row] || 0) + (columns.connecting[row] || 0) + (columns.tlsHandshaking[row] || 0);
}

function waitingMs(columns: SampleColumns, row: number): number {
  const sinceSent = (columns.firstByteAt[row] ?? Number.NaN) - (columns.sentAt[row] ?? Number.NaN);
  const before = (columns.blocked[row] ?? Number.NaN) + connectMs(columns, row) + (columns.sending[row] ?? Number.NaN);
  // The others are stored in 32 bits; their rounding must not make the rest negative.
  return Math.max(0, sinceSent - before);
}
