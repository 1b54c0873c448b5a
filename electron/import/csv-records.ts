// Reads the records of a file with columns one after another, whatever the file's size; errors name the line. It does not know
// columns. Lines without quotes, of which files with millions of requests consist, are split directly. From the first line that
// is more complicated, a CSV library reads the rest.
import { carefulRecords, MOST_RECORD_BYTES, type Before } from './careful-records.ts';
import type { CsvFormat, CsvRecord } from './csv-record.ts';
import type { Delimiter } from './dialect.ts';

/** A last record with an unclosed quote is returned as it is, with the cells that it has. @throws UserError import_invalid */
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  format: CsvFormat,
  before: Before = { line: 0, hasRecord: false },
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    yield* recordsOf(iterator, format, before);
  } finally {
    await iterator.return?.();
  }
}

async function* recordsOf(
  iterator: AsyncIterator<string>,
  { delimiter, skippedLines }: CsvFormat,
  before: Before,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  let pending: CsvRecord[] = [];
  let left = '';
  let { line, hasRecord } = before;
  for (;;) {
    const { value, done = false } = await iterator.next();
    const text = line === 0 ? `${left}${done ? '' : value}`.replace(/^\uFEFF/, '') : left + (done ? '' : value);
    const lines = splitLines(text, delimiter, done);
    for (const cells of lines.cells) {
      line += 1;
      if (line > skippedLines && (cells.length > 1 || cells[0] !== '')) pending.push({ cells, line, end: 'line' });
    }
    left = text.slice(lines.until);
    hasRecord ||= pending.length > 0;
    if (lines.isOdd || left.length > MOST_RECORD_BYTES) {
      yield pending;
      const format = { delimiter, skippedLines: Math.max(0, skippedLines - line) };
      yield* carefulRecords(following(left, iterator, done), format, { line, hasRecord });
      return;
    }
    const last = pending.pop();
    if (pending.length > 0) yield pending;
    pending = last === undefined ? [] : [last];
    if (!done) continue;
    if (last !== undefined) yield [{ ...last, end: text === '' || text.endsWith('\n') ? 'file' : 'cut' }];
    return;
  }
}

interface Lines {
  readonly cells: readonly (readonly string[])[];
  /** Where reading stopped. */
  readonly until: number;
  /** True if the next line needs the CSV library. */
  readonly isOdd: boolean;
}

function splitLines(text: string, delimiter: Delimiter, isEnd: boolean): Lines {
  const cells: (readonly string[])[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('\n', at);
    if (next === -1 && !isEnd) break;
    const end = next === -1 ? text.length : next;
    const found = cellsOf(text.slice(at, end > at && text.charCodeAt(end - 1) === RETURN ? end - 1 : end), delimiter);
    if (found === null) return { cells, until: at, isOdd: true };
    cells.push(found);
    at = end + 1;
  }
  return { cells, until: Math.min(at, text.length), isOdd: false };
}

const RETURN = 13;

/** Returns null if the record spans more than this line or needs the CSV library. */
export function cellsOf(words: string, delimiter: Delimiter): readonly string[] | null {
  if (words.includes('\r')) return null;
  return words.includes('"') ? quotedCells(words, delimiter) : words.split(delimiter);
}

function quotedCells(words: string, delimiter: Delimiter): readonly string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let until: number;
    if (words[at] === '"') {
      const close = closingQuote(words, at + 1);
      if (close === -1) return null;
      until = close + 1;
      if (until < words.length && !words.startsWith(delimiter, until)) return null;
      cells.push(words.slice(at + 1, close).replaceAll('""', '"'));
    } else {
      const next = words.indexOf(delimiter, at);
      until = next === -1 ? words.length : next;
      cells.push(words.slice(at, until));
    }
    if (until >= words.length) return cells;
    at = until + delimiter.length;
  }
}

/** Two quotes in a row stand for one quote in the cell. */
function closingQuote(words: string, from: number): number {
  let at = words.indexOf('"', from);
  while (at !== -1 && words[at + 1] === '"') at = words.indexOf('"', at + 2);
  return at;
}

async function* following(
  rest: string,
  iterator: AsyncIterator<string>,
  isDone: boolean,
): AsyncGenerator<string, void, undefined> {
  yield rest;
  if (isDone) return;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}
