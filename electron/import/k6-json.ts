// Samples of k6's `--out json=FILE`: one JSON object per line, metrics and points in any order.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import type { K6Sample } from './k6-joining.ts';
import { k6Moment } from './k6-moment.ts';
import { byTag, type K6Texts } from './k6-request.ts';
import type { K6Line } from './k6-records.ts';

/** An incomplete last line is left to the code that assembles the requests. @throws UserError import_invalid */
export async function* k6JsonSamples(chunks: AsyncIterable<string>): AsyncGenerator<readonly K6Line[], void, undefined> {
  let left = '';
  let line = 0;
  for await (const chunk of chunks) {
    const lines = (left + chunk).split('\n');
    left = lines.pop() ?? '';
    const samples: K6Sample[] = [];
    for (const text of lines) {
      line += 1;
      const sample = k6JsonSample(text, line, 'line');
      if (sample !== null) samples.push(sample);
    }
    yield samples;
  }
  const last = lastK6Json(left, line + 1);
  if (last !== null) yield [last];
}

/** What follows the last line end. */
export function lastK6Json(left: string, line: number): K6Line | null {
  const sample = k6JsonSample(left, line, 'cut');
  if (sample !== null) return sample;
  return left.trim() !== '' && !left.trim().endsWith('}') ? line : null;
}

/** Null if the line is not a sample of a request. @throws UserError import_invalid */
export function k6JsonSample(text: string, line: number, end: CsvRecord['end']): K6Sample | null {
  // Most lines belong to other metrics, so they are not parsed.
  if (!text.includes('"http_req')) return null;
  const parsed = parsedLine(text, line, end);
  if (parsed === null || parsed['type'] !== 'Point') return null;
  const data = objectOf(parsed['data']);
  const metric = parsed['metric'];
  if (typeof metric !== 'string') return null;
  return {
    metric,
    at: k6Moment(wordsOf(data['time']), line),
    value: Number(data['value']),
    texts: () => jsonTexts(data),
    line,
  };
}

/** Of the part of a sample that holds its tags. */
export function jsonTexts(data: Readonly<Record<string, unknown>>): K6Texts {
  const tags = objectOf(data['tags']);
  const metadata = objectOf(data['metadata']);
  return byTag((name) => wordsOf(tags[name] ?? metadata[name]));
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function parsedLine(text: string, line: number, end: CsvRecord['end']): Readonly<Record<string, unknown>> | null {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    if (end === 'cut') return null;
    throw new UserError(
      'import_invalid',
      `Line ${line} is not complete JSON, and lines follow it. Is this the file that k6 wrote?`,
    );
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
