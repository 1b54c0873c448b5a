// What a server reports about its own time in the Server-Timing header (W3C): "db;dur=390.5;desc=\"three queries\",
// cache;desc=hit".
import { formatTime } from './format.ts';

/** The rest of a longer header is not stored. */
export const SERVER_TIMING_CHARACTERS = 1000;
const MOST_METRICS = 20;
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;

export interface ServerMetric {
  readonly name: string;
  /** In ms; null if it has none. */
  readonly durationMs: number | null;
  readonly description: string | null;
}

/** The readable metrics, in order; a malformed metric ends where its error is. */
export function parseServerTiming(header: string): readonly ServerMetric[] {
  const metrics: ServerMetric[] = [];
  for (const text of metricTexts(header.slice(0, SERVER_TIMING_CHARACTERS))) {
    const metric = metricOf(text);
    if (metric !== null) metrics.push(metric);
    if (metrics.length === MOST_METRICS) break;
  }
  return metrics;
}

/** "db 390 ms (three queries), cache (hit)"; null if nothing is readable. */
export function serverTimingWords(header: string): string | null {
  const words = parseServerTiming(header).map(({ name, durationMs, description }) => {
    const said = description === null || description === '' ? '' : ` (${description})`;
    return `${name}${durationMs === null ? '' : ` ${formatTime(durationMs)}`}${said}`;
  });
  return words.length === 0 ? null : words.join(', ');
}

/** "Of 412 ms the server says: db 390 ms." */
export function serverTimingSentence(header: string, serviceMs: number): string | null {
  const words = serverTimingWords(header);
  return words === null ? null : `Of ${formatTime(serviceMs)} the server says: ${words}.`;
}

/** Split at the commas outside quotes. */
function metricTexts(header: string): readonly string[] {
  return header.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];
}

function metricOf(text: string): ServerMetric | null {
  const reader = new TimingReader(text);
  const name = reader.take(TOKEN);
  if (name === null) return null;
  let durationMs: number | null = null;
  let description: string | null = null;
  while (reader.skip(';')) {
    const param = reader.take(TOKEN)?.toLowerCase();
    if (param === undefined) break;
    const value = reader.skip('=') ? (reader.quoted() ?? reader.take(TOKEN) ?? '') : '';
    // The first parameter of a name counts.
    if (param === 'dur' && durationMs === null) durationMs = durationOf(value);
    if (param === 'desc' && description === null) description = value.slice(0, 200);
    reader.passOver();
  }
  return { name: name.slice(0, 100), durationMs, description };
}

function durationOf(value: string): number | null {
  const duration = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(duration) && duration >= 0 ? duration : null;
}

class TimingReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): string | null {
    this.#match(BLANKS);
    return this.#match(pattern)?.[0] ?? null;
  }

  quoted(): string | null {
    this.#match(BLANKS);
    return this.#match(QUOTED)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? null;
  }

  skip(letter: string): boolean {
    this.#match(BLANKS);
    if (this.#text[this.#at] !== letter) return false;
    this.#at += 1;
    return true;
  }

  /** Skips what follows a value and belongs to nothing. */
  passOver(): void {
    this.#match(/[^;]*/y);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}
