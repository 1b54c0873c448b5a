// Parses a point in time as k6 writes it: seconds, milliseconds, microseconds or nanoseconds since 1970, or an RFC 3339 date.
import { UserError } from '../../shared/errors.ts';
import { unitOfTime } from './dialect.ts';

/** Epoch ms, with decimals. @throws UserError import_invalid */
export function k6Moment(text: string, line: number): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return momentOf(text);
  const [, seconds, fraction = '', zone] = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text) ?? [];
  const whole = seconds === undefined ? Number.NaN : Date.parse(`${seconds.replace(' ', 'T')}${(zone ?? 'Z').toUpperCase()}`);
  if (Number.isFinite(whole)) return whole + Number(`0${fraction}`) * 1000;
  throw new UserError('import_invalid', `Line ${line}, “${text.slice(0, 40)}” is not a time in the format of k6.`);
}

function momentOf(text: string): number {
  const value = Number(text);
  const unit = unitOfTime(value);
  // Nanoseconds have more digits than a number can hold, so whole ms and the remaining digits are parsed separately.
  if (unit === 1e-6 && /^\d+$/.test(text)) return Number(text.slice(0, -6)) + Number(text.slice(-6)) / 1e6;
  return value * unit;
}
