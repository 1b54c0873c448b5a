// Parses a point in time as files of figures write it: a date with a time, seconds or smaller units since 1970, or the time since
// the run's start.
import { parseDuration } from '../../shared/duration.ts';

export type SeriesMoment =
  /** Epoch ms. */
  | { readonly kind: 'clock'; readonly at: number }
  /** In ms since the run's start. */
  | { readonly kind: 'run'; readonly at: number }
  /** A date without a zone, as epoch ms both in UTC and in this computer's zone. */
  | { readonly kind: 'zoneless'; readonly utc: number; readonly local: number };

/** A smaller number means seconds since the run's start, because no run takes thirty years. */
const FIRST_EPOCH_SECOND = 1e9;
/** The units s, ms, µs and ns since 1970, by the size of the number. */
const EPOCH_UNITS = [
  [1e11, 1000],
  [1e14, 1],
  [1e17, 1e-3],
  [1e20, 1e-6],
] as const;

/** Returns null if it is not a point in time. */
export function seriesMoment(text: string): SeriesMoment | null {
  const plain = text.trim().replace(/^(\d+),(\d+)$/, '$1.$2');
  if (/^-?\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(plain)) return momentOfNumber(Number(plain));
  const clock = /^(?:(\d+):)?(\d{1,3}):([0-5]\d(?:[.,]\d+)?)$/.exec(plain);
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0'] = clock;
    return { kind: 'run', at: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds.replace(',', '.'))) * 1000 };
  }
  const date = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i.exec(plain);
  if (date !== null) return momentOfDate(date);
  const since = parseDuration(plain);
  return since === null ? null : { kind: 'run', at: since };
}

function momentOfNumber(number: number): SeriesMoment | null {
  if (number < FIRST_EPOCH_SECOND) return { kind: 'run', at: number * 1000 };
  const unit = EPOCH_UNITS.find(([below]) => number < below)?.[1];
  return unit === undefined ? null : { kind: 'clock', at: number * unit };
}

function momentOfDate([, day = '', time = '', zone = '']: readonly string[]): SeriesMoment | null {
  const moment = `${day}T${time.replace(',', '.')}`;
  if (zone === '') {
    const [utc, local] = [Date.parse(`${moment}Z`), Date.parse(moment)];
    return Number.isNaN(utc) ? null : { kind: 'zoneless', utc, local };
  }
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const at = Date.parse(`${moment}${offset}`);
  return Number.isNaN(at) ? null : { kind: 'clock', at };
}
