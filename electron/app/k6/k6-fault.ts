// Turns k6's report of a failed request into an outcome with one sentence. The numbers are k6's error codes.
import type { Outcome } from '../../../shared/outcome.ts';
import type { SampleError } from '../../../shared/sample.ts';

export interface K6Ending {
  readonly outcome: Outcome;
  readonly error: SampleError | null;
}

const OUTCOMES_BY_CODE: readonly (readonly [code: number, outcome: Outcome])[] = [
  [1050, 'timeout'],
  [1100, 'dns'],
  [1101, 'dns'],
  [1110, 'connect_failed'],
  [1111, 'connect_failed'],
  [1201, 'closed'],
  [1210, 'connect_failed'],
  [1211, 'connect_timeout'],
  [1212, 'connect_refused'],
  [1213, 'connect_failed'],
  [1220, 'reset'],
];

/** `code` is k6's error code, 0 for none; `words` is k6's message. */
export function endingOf(status: number, code: number, words: string, isFailed: boolean): K6Ending {
  if (status === 0) {
    if (/context canceled|interrupted/i.test(words)) return { outcome: 'cancelled', error: null };
    const message = words === '' ? 'k6 got no response.' : `k6 says: ${words}.`;
    return { outcome: outcomeOfCode(code), error: { code: code === 0 ? 'K6' : `K6_${code}`, message } };
  }
  if (!isFailed) return { outcome: 'ok', error: null };
  if (status >= 500) return { outcome: 'http_5xx', error: null };
  if (status >= 400) return { outcome: 'http_4xx', error: null };
  return {
    outcome: code === 0 ? 'check_failed' : outcomeOfCode(code),
    error: { code: code === 0 ? 'CHECK' : `K6_${code}`, message: words === '' ? 'It failed in k6.' : `k6 says: ${words}.` },
  };
}

function outcomeOfCode(code: number): Outcome {
  const known = OUTCOMES_BY_CODE.find(([one]) => one === code)?.[1];
  if (known !== undefined) return known;
  if (code >= 1300 && code < 1400) return 'tls';
  if (code >= 1600 && code < 1700) return 'h2';
  return code >= 1200 && code < 1300 ? 'connect_failed' : 'protocol';
}
