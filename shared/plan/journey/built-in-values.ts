// The values of built-in names in one request. Random ones depend only on the plan's seed, the iteration and the place in the
// plan, so the same plan makes the same requests for any number of threads.
import type { BuiltIn } from './built-in.ts';
import { randomBelow, randomWord } from './random.ts';

export interface IterationPlace {
  readonly seed: number;
  /** The number of the iteration in the run, from 0. */
  readonly iteration: number;
  /** From 0; {{$vu}} counts from 1, as people do. */
  readonly vu: number;
  /** Epoch ms. */
  readonly epochMs: number;
}

/** Built-in values that are only known when a request is sent; `env` is constant for a run and filled in earlier. */
export type LiveBuiltIn = Exclude<BuiltIn, { kind: 'env' }>;

/** `place` distinguishes the holes of a plan: two {{$guid}} in one request differ. */
export function builtInValue(builtIn: LiveBuiltIn, place: number, at: IterationPlace): string | number {
  switch (builtIn.kind) {
    case 'guid':
      return guidOf(at, place);
    case 'timestamp':
      return Math.floor(at.epochMs / 1000);
    case 'isoTimestamp':
      return new Date(at.epochMs).toISOString();
    case 'vu':
      return at.vu + 1;
    case 'iteration':
      return at.iteration;
    case 'randomInt':
      return builtIn.low + randomBelow(builtIn.high - builtIn.low + 1, at.seed, at.iteration, place);
    case 'randomHex':
      return hexDigits(builtIn.digits, at, place);
    case 'now':
      return formatTime(builtIn.format, new Date(at.epochMs));
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(word: number): string {
  return `${HEX[word >>> 24] ?? ''}${HEX[(word >>> 16) & 255] ?? ''}${HEX[(word >>> 8) & 255] ?? ''}${HEX[word & 255] ?? ''}`;
}

/** Version 4 (RFC 9562). */
function guidOf({ seed, iteration }: IterationPlace, place: number): string {
  const first = hexOf(randomWord(seed, iteration, place, 0));
  const second = hexOf((randomWord(seed, iteration, place, 1) & 0xffff_0fff) | 0x4000);
  const third = hexOf((randomWord(seed, iteration, place, 2) & 0x3fff_ffff) | 0x8000_0000);
  const fourth = hexOf(randomWord(seed, iteration, place, 3));
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${fourth}`;
}

function hexDigits(digits: number, { seed, iteration }: IterationPlace, place: number): string {
  let text = '';
  for (let turn = 0; text.length < digits; turn += 1) text += hexOf(randomWord(seed, iteration, place, turn));
  return text.slice(0, digits);
}

function formatTime(format: string, time: Date): string {
  const parts: Readonly<Record<string, string>> = {
    YYYY: String(time.getUTCFullYear()),
    MM: twoDigits(time.getUTCMonth() + 1),
    DD: twoDigits(time.getUTCDate()),
    HH: twoDigits(time.getUTCHours()),
    mm: twoDigits(time.getUTCMinutes()),
    SSS: String(time.getUTCMilliseconds()).padStart(3, '0'),
    ss: twoDigits(time.getUTCSeconds()),
  };
  return format.replaceAll(/YYYY|MM|DD|HH|mm|SSS|ss/g, (token) => parts[token] ?? token);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
