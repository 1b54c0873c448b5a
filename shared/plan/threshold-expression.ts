// The text of a threshold: "p(99) < 250", "avg{waiting} <= 80", `p(95){step: "login"} < 300`, "error_rate < 0.01".
import { PHASES } from '../phase.ts';
import { COMPARISONS, TIME_MEASURES, type Scope, type Subject, type Threshold, type TimeFigure } from './threshold.ts';

export type ParsedThreshold =
  | { readonly ok: true; readonly threshold: Threshold; readonly columns: ScopeColumns }
  | { readonly ok: false; readonly column: number; readonly message: string };

/** Where the names of the scope stand, from 1; null where there are none. */
export interface ScopeColumns {
  readonly scenario: number | null;
  readonly step: number | null;
}

const SUBJECTS = 'p(95), avg, min, max, med, error_rate, throughput or dropped';
const MEASURES = [...TIME_MEASURES, ...PHASES] as const;

/** Columns count from 1; the message names what would do instead. */
export function parseThreshold(expression: string): ParsedThreshold {
  const reader = new Reader(expression);
  try {
    const subject = readSubject(reader);
    const { measure, scope, columns } = readBraces(reader, subject);
    const comparison = reader.expect(
      COMPARISONS.toSorted((a, b) => b.length - a.length),
      'write <, <=, >, >= or == here.',
    );
    const limit = Number(reader.match(/^\d+(\.\d+)?/, 'write a number here, such as 250 (times are in ms).'));
    if (!reader.atEnd) reader.refuse('nothing may follow the number; times are in ms without a unit.');
    const measured: Subject = subject.kind === 'time' ? { ...subject, measure } : subject;
    return { ok: true, threshold: { expression, subject: measured, scope, comparison, limit }, columns };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, column: error.column, message: error.message };
  }
}

/** Speaks of every request, not of one step or scenario. */
export function isOfAll({ scope }: Threshold): boolean {
  return scope.scenario === null && scope.step === null;
}

class Refusal extends Error {
  readonly column: number;

  constructor(column: number, message: string) {
    super(`Column ${column}: ${message}`);
    this.column = column;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** From 1. */
  get column(): number {
    return this.#at + 1;
  }

  take(pattern: RegExp): string | null {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    this.#skipSpace();
    return found;
  }

  match(pattern: RegExp, otherwise: string): string {
    return this.take(pattern) ?? this.refuse(otherwise);
  }

  expect<T extends string>(words: readonly T[], otherwise: string): T {
    const found = words.find((word) => this.#text.startsWith(word, this.#at));
    if (found === undefined) return this.refuse(otherwise);
    this.#at += found.length;
    this.#skipSpace();
    return found;
  }

  refuse(message: string, column = this.column): never {
    throw new Refusal(column, message);
  }

  #skipSpace(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }
}

function readSubject(reader: Reader): Subject {
  const { column } = reader;
  const word = reader.take(/^[a-z_]+/);
  switch (word) {
    case 'error_rate':
    case 'throughput':
    case 'dropped':
      return { kind: word };
    case 'avg':
    case 'min':
    case 'max':
      return timeSubject({ kind: word });
    case 'med':
      return timeSubject({ kind: 'percentile', percent: 50 });
    case 'p':
      return timeSubject({ kind: 'percentile', percent: readPercent(reader) });
    default:
      return reader.refuse(`write ${SUBJECTS} here.`, column);
  }
}

function timeSubject(figure: TimeFigure): Subject {
  return { kind: 'time', figure, measure: 'headline' };
}

function readPercent(reader: Reader): number {
  reader.match(/^\(/, 'write a percentile in brackets here, such as p(95).');
  const { column } = reader;
  const percent = Number(reader.take(/^\d+(\.\d+)?/) ?? Number.NaN);
  if (!(percent > 0 && percent <= 100)) reader.refuse('write a percentile above 0 and up to 100 here.', column);
  reader.match(/^\)/, 'close the bracket here.');
  return percent;
}

interface Braces {
  readonly measure: (typeof MEASURES)[number] | 'headline';
  readonly scope: Scope;
  readonly columns: ScopeColumns;
}

/** `{service_time, step: "login"}`: what is measured, and of which requests. */
function readBraces(reader: Reader, subject: Subject): Braces {
  let measure: Braces['measure'] = 'headline';
  const scope: { scenario: string | null; step: string | null } = { scenario: null, step: null };
  const columns: { scenario: number | null; step: number | null } = { scenario: null, step: null };
  if (reader.take(/^\{/) === null) return { measure, scope, columns };
  if (subject.kind === 'dropped') reader.refuse('dropped is of the whole run; remove the braces.', reader.column - 1);
  do {
    const { column } = reader;
    const word = reader.take(/^[a-z_]+/);
    if (word === 'scenario' || word === 'step') {
      columns[word] = column;
      scope[word] = readName(reader);
      continue;
    }
    const named = MEASURES.find((known) => known === word);
    if (named === undefined || subject.kind !== 'time') return reader.refuse(bracesHint(subject), column);
    measure = named;
  } while (reader.take(/^,/) !== null);
  reader.match(/^\}/, 'close the brace here.');
  return { measure, scope, columns };
}

function bracesHint(subject: Subject): string {
  const names = 'step: "NAME" or scenario: "NAME"';
  return subject.kind === 'time' ? `write ${MEASURES.join(', ')}, ${names} here.` : `write ${names} here.`;
}

function readName(reader: Reader): string {
  reader.match(/^:/, 'write a colon and a name in quotes here.');
  return reader.match(/^"[^"]*"/, 'write a name in double quotes here.').slice(1, -1);
}
