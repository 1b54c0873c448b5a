// Recognises the format of a results file from its beginning: XML or columns, the delimiter, the column names, and the unit of
// its times.
import { UserError } from '../../shared/errors.ts';
import { runFiguresSentence } from '../../shared/plan/from/run-figures.ts';
import { parse } from 'csv-parse/sync';

/** Usually a comma, a semicolon, a tab or a bar; users of JMeter can choose any other text. */
export type Delimiter = string;

export type Dialect =
  | { readonly kind: 'xml' }
  /** Lines of JSON that k6 wrote. */
  | { readonly kind: 'k6-json' }
  | {
      readonly kind: 'csv';
      readonly delimiter: Delimiter;
      /** The names of the columns; null if the first line contains them. */
      readonly names: readonly string[] | null;
      /** How many lines to skip at the beginning. */
      readonly skippedLines: number;
      /** The lines are samples of k6; `wholeSeconds` means that their times have no fraction. */
      readonly k6?: { readonly wholeSeconds: boolean };
    };

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** JMeter's default order, which its files without names have. */
const JMETER_COLUMNS: readonly string[] = (
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,' +
  'failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect'
).split(',');
/** Older versions wrote fewer columns, and some users switch the URL off. */
const LEFT_OUT: readonly (readonly string[])[] = [
  [],
  ['URL'],
  ['sentBytes'],
  ['URL', 'sentBytes'],
  ['URL', 'sentBytes', 'Connect'],
  ['URL', 'sentBytes', 'failureMessage'],
  ['URL', 'sentBytes', 'failureMessage', 'Connect'],
  ['URL', 'sentBytes', 'failureMessage', 'IdleTime', 'Connect'],
];

/** @throws UserError import_invalid if it is not a file of results. */
export function dialectOf(head: string): Dialect {
  const text = head.replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) throw new UserError('import_invalid', 'This file is empty.');
  const start = lines[first]?.trim() ?? '';
  if (start.startsWith('<')) return xmlDialect(text);
  if (start.startsWith('{') && /"type" *: *"(?:Metric|Point)"/.test(start)) return { kind: 'k6-json' };
  if (/^"?metric_name"?,"?timestamp"?,"?metric_value"?,/.test(start)) {
    const moment =
      lines
        .slice(first + 1)
        .find((line) => line.startsWith('http_req'))
        ?.split(',')[1] ?? '';
    return { kind: 'csv', delimiter: ',', names: null, skippedLines: 0, k6: { wholeSeconds: isWholeSeconds(moment) } };
  }
  // Excel writes the delimiter on its own line.
  const declared = /^"?sep=(.)"?$/i.exec(lines[first] ?? '')?.[1];
  const figures = runFiguresSentence(text);
  if (figures !== null) throw new UserError('import_invalid', figures);
  const skippedLines = declared === undefined ? 0 : first + 1;
  const line = declared === undefined ? (lines[first] ?? '') : (lines.slice(first + 1).find((one) => one.trim() !== '') ?? '');
  const named = candidates(line).find((delimiter) => holdsNames(cellsOf(line, delimiter)));
  if (named !== undefined) return { kind: 'csv', delimiter: named, names: null, skippedLines };
  const names = unnamed(line);
  if (names !== null) return { kind: 'csv', ...names, skippedLines };
  return { kind: 'csv', delimiter: likeliest(line), names: null, skippedLines };
}

/** The usual delimiters, and whatever follows the first name or number. */
function candidates(line: string): readonly Delimiter[] {
  const other = /^"?(?:[A-Za-z_]+|\d{9,19})"?([^\w\s".-]{1,3})/.exec(line.trim())?.[1];
  return other === undefined || DELIMITERS.includes(other) ? DELIMITERS : [...DELIMITERS, other];
}

function xmlDialect(text: string): Dialect {
  if (/<testResults[\s>]/.test(text)) return { kind: 'xml' };
  const root = /<([A-Za-z][\w:.-]*)/.exec(text.replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<![^>]*>/g, ''))?.[1] ?? '';
  const what = root === 'jmeterTestPlan' ? 'a test plan of JMeter (JMX), not its results' : `XML that begins with <${root}>`;
  throw new UserError(
    'import_invalid',
    `This file is ${what}. Choose the results of a run: a JTL file (CSV or XML) or requests.csv.`,
  );
}

/** True if the times are whole seconds, which is k6's default for CSV. */
function isWholeSeconds(text: string): boolean {
  return /^\d{10}$/.test(text) || /T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/i.test(text);
}

/** True for "timeStamp" and "elapsed", or for several other names that only such files have. */
function holdsNames(cells: readonly string[]): boolean {
  const known = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  if (known.has('timestamp') && known.has('response_time_ms')) return true;
  const found = JMETER_COLUMNS.filter((name) => known.has(name.toLowerCase()));
  return found.length >= 2 && (known.has('timestamp') || known.has('elapsed') || found.length >= 4);
}

/** Recognises columns in JMeter's order without names by their content. */
function unnamed(line: string): { readonly delimiter: Delimiter; readonly names: readonly string[] } | null {
  for (const delimiter of candidates(line)) {
    const cells = cellsOf(line, delimiter);
    for (const out of LEFT_OUT) {
      const names = JMETER_COLUMNS.filter((name) => !out.includes(name));
      if (names.length === cells.length && isRecord(cells, names)) return { delimiter, names };
    }
  }
  return null;
}

function isRecord(cells: readonly string[], names: readonly string[]): boolean {
  const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
  const isTime = /^\d{9,19}(?:[.,]\d+)?$/.test(cell('timeStamp')) || Number.isFinite(dialectDate(cell('timeStamp')));
  const areNumbers = ['elapsed', 'bytes', 'grpThreads', 'allThreads', 'Latency'].every((name) => /^\d+$/.test(cell(name)));
  return isTime && areNumbers && /^(true|false)$/i.test(cell('success'));
}

function likeliest(line: string): Delimiter {
  return DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
}

function cellsOf(line: string, delimiter: Delimiter): readonly string[] {
  try {
    return parse(line, { delimiter, relax_quotes: true })[0] ?? [];
  } catch {
    return line.split(delimiter);
  }
}

/**
 * Parses JMeter's `timestamp_format` and ISO 8601 into epoch ms, in this computer's time zone unless one is given; returns NaN
 * for anything else.
 */
export function dialectDate(text: string): number {
  // With dots the day comes first, as in 24.11.2025.
  const ordered = text.trim().replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=[T ])/, '$3.$2.$1');
  const found =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ](\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(ordered);
  if (found === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction = '0', zone] = found;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts;
  if (zone === undefined) return new Date(y, mo - 1, d, h, mi, s, ms).getTime();
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return Date.UTC(y, mo - 1, d, h, mi, s, ms) - offset * 60_000;
}

/** The unit of a present-day time by its size: seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function unitOfTime(timeStamp: number): number {
  if (timeStamp < 1e11) return 1000;
  if (timeStamp < 1e14) return 1;
  return timeStamp < 1e17 ? 1e-3 : 1e-6;
}
