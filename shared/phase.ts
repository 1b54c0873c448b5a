// The phases of a request, which together make up its service time.
import type { SampleColumns } from './sample.ts';

export const PHASES = ['blocked', 'dns', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving'] as const;
export type Phase = (typeof PHASES)[number];

/** The labels for people; files use the names above. */
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

/**
 * Statistics of the requests that had the phase; dns, connecting and tls_handshaking only occur if a connection was opened. Times
 * are in ms.
 */
export interface PhaseStats {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The length of a phase in ms; NaN if the request did not have it. */
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

/** Reads all phases at once, in the order of PHASES, in half the time that separate calls of `phaseOf` take. */
export function readPhases(columns: SampleColumns, row: number, lengths: Float64Array): void {
  lengths[0] = columns.blocked[row] ?? Number.NaN;
  lengths[1] = columns.dns[row] ?? Number.NaN;
  lengths[2] = columns.connecting[row] ?? Number.NaN;
  lengths[3] = columns.tlsHandshaking[row] ?? Number.NaN;
  lengths[4] = columns.sending[row] ?? Number.NaN;
  lengths[5] = waitingMs(columns, row);
  lengths[6] = (columns.endedAt[row] ?? Number.NaN) - (columns.firstByteAt[row] ?? Number.NaN);
}

/** dns, connecting and tls_handshaking together; 0 if the connection was already open. */
export function connectMs(columns: SampleColumns, row: number): number {
  return (columns.dns[row] || 0) + (columns.connecting[row] || 0) + (columns.tlsHandshaking[row] || 0);
}

function waitingMs(columns: SampleColumns, row: number): number {
  const sinceSent = (columns.firstByteAt[row] ?? Number.NaN) - (columns.sentAt[row] ?? Number.NaN);
  const before = (columns.blocked[row] ?? Number.NaN) + connectMs(columns, row) + (columns.sending[row] ?? Number.NaN);
  // The other phases are stored in 32 bits; their rounding must not make the rest negative.
  return Math.max(0, sinceSent - before);
}
