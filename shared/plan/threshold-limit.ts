// Parses the limit of a threshold: 250ms, 1.5 seconds, 1 %, 100/s, 1k rps.
import type { Subject } from './threshold.ts';
import type { ThresholdReader } from './threshold-reader.ts';

const TIME_UNITS: readonly (readonly [pattern: RegExp, milliseconds: number])[] = [
  [/^(?:microseconds?|us|[µμ]s)(?![a-z])/i, 0.001],
  [/^(?:milliseconds?|msecs?|ms)(?![a-z])/i, 1],
  [/^(?:seconds?|secs?|s)(?![a-z])/i, 1000],
  [/^(?:minutes?|mins?|m)(?![a-z])/i, 60_000],
];

const RATE_UNIT =
  /^(?:(?:requests?|reqs?|rps|qps|tps)?\s*(?:\/|per|a)\s*(?:seconds?|secs?|s|minutes?|mins?|m)|rps|qps|tps)(?![a-z])/i;

/** In the unit of the figure: ms, a share, requests per second or a count. */
export function readLimit(reader: ThresholdReader, { kind }: Subject): number {
  const { column } = reader;
  const hint = { time: '250ms', error_rate: '1%', success: '99%', throughput: '100/s', dropped: '0', checks: '99%' }[kind];
  const number = readNumber(reader, hint);
  if (kind === 'time') return scaled(number, readTimeUnit(reader));
  if (kind === 'throughput') {
    const thousands = readThousands(reader);
    const unit = reader.take(RATE_UNIT) ?? '';
    return scaled(number, /(?:m|mins?|minutes?)$/i.test(unit) ? thousands / 60 : thousands);
  }
  if (kind === 'dropped') {
    if (reader.rest.startsWith('%')) reader.refuse('dropped is a number of arrivals; write a count here, such as 0.', column);
    return scaled(number, readThousands(reader));
  }
  if (reader.take(/^(?:%|percent\b|pct\b)/i) !== null || reader.isPercentage) return scaled(number, 0.01);
  const share = Number(number);
  if (reader.isRate && share === 1) return share;
  if (share === 1 && kind !== 'error_rate') reader.refuse('write a share here, such as 100%, or 1% if you mean that.', column);
  // Older plans may compare error_rate with any number.
  if (share >= 1 && !reader.says('error_rate'))
    reader.refuse(`write a share here, such as ${number}% or ${scaled(number, 0.01)}.`, column);
  return share;
}

/** Thousands may be separated, but not by a comma: 1,5 is ambiguous. */
function readNumber(reader: ThresholdReader, hint: string): string {
  if (/^\d*,\d/.test(reader.rest)) reader.refuse('write the number without a comma, such as 1000 or 1.5.');
  const number = reader.match(/^(?:\d{1,3}(?:[\s_]\d{3})+|\d+)(?:\.\d+)?(?!\d)|^\.\d+/, `write a number here, such as ${hint}.`);
  return number.replaceAll(/[\s_]/g, '');
}

function readTimeUnit(reader: ThresholdReader): number {
  const found = TIME_UNITS.find(([pattern]) => pattern.test(reader.rest));
  if (found === undefined) return 1;
  reader.take(found[0]);
  return found[1];
}

function readThousands(reader: ThresholdReader): number {
  return reader.take(/^k(?=$|[\s/]|rps|qps|tps|req)/i) === null ? 1 : 1000;
}

/** Removes the binary noise of a product: 0.3 % is 0.003. */
function scaled(number: string, factor: number): number {
  return Number((Number(number) * factor).toPrecision(12));
}
