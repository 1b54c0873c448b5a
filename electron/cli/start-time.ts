// The moment at which a run is to begin: a time of day, today or tomorrow, or a date with a time.
import { usage } from './usage.ts';

const DAY_MS = 86_400_000;
/** A time of day that passed longer ago than this means tomorrow. In ms. */
const MISSED_MS = 3_600_000;

/** Returns epoch ms; `now` is in epoch ms too. @throws UserError bad_request if the moment has passed. */
export function startOf(text: string, now: number): number {
  const at = momentOf(text.trim(), now);
  if (Number.isNaN(at))
    throw usage(
      `--start-at: "${text}" is not a time. Write for example 12:00:05Z, or 2026-01-31T12:00:05Z; without Z it is in this computer's time zone.`,
    );
  if (at > now) return at;
  throw usage(
    `--start-at: ${new Date(at).toISOString()} has passed; it is ${new Date(now).toISOString()} by this computer's clock. Nothing was sent.`,
  );
}

function momentOf(text: string, now: number): number {
  const [, hours, minutes, seconds = '0', zone] =
    /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,3})?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text) ?? [];
  if (hours === undefined) return isDate(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return Number.NaN;
  const ofDay = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  const at = zone === undefined ? localMidnight(now) + ofDay : Math.floor(now / DAY_MS) * DAY_MS + ofDay - offsetOf(zone);
  const near = at - now > DAY_MS - MISSED_MS ? at - DAY_MS : at;
  return now - near > MISSED_MS ? near + DAY_MS : near;
}

/** Date.parse takes 30 February for 2 March. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})[T ]/.exec(text) ?? [];
  return day !== undefined && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

function localMidnight(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** In ms, from "Z" or "+02:00". */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
