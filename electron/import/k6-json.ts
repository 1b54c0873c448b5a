// Samples of k6's `--out json=FILE`: one JSON object per line, metrics and points in any order.
import { UserError } from '../../shared/errors.ts';
import { CUT_METRIC, type K6Sample } from './k6-records.ts';
import { k6Moment } from './k6-moment.ts';

/** An incomplete last line is left to the code that assembles the requests. @throws UserError import_invalid */
export async function* k6JsonSamples(chunks: AsyncIterable<string>): AsyncGenerator<readonly K6Sample[], void, undefined> {
  let left = '';
  let line = 0;
  for await (const chunk of chunks) {
    const lines = (left + chunk).split('\n');
    left = lines.pop() ?? '';
    const samples: K6Sample[] = [];
    for (const text of lines) {
      line += 1;
      const sample = sampleOf(text, line, 'line');
      if (sample !== null) samples.push(sample);
    }
    yield samples;
  }
  const sample = sampleOf(left, line + 1, 'cut');
  if (sample !== null) yield [sample];
  else if (left.trim() !== '' && !left.trim().endsWith('}'))
    yield [{ metric: CUT_METRIC, at: 0, value: 0, tag: () => '', line: line + 1, end: 'cut' }];
}

function sampleOf(text: string, line: number, end: K6Sample['end']): K6Sample | null {
  // Most lines belong to other metrics, so they are not parsed.
  if (!text.includes('"http_req')) return null;
  const parsed = parsedLine(text, line, end);
  if (parsed === null || parsed['type'] !== 'Point') return null;
  const data = objectOf(parsed['data']);
  const tags = objectOf(data['tags']);
  const metadata = objectOf(data['metadata']);
  const metric = parsed['metric'];
  const wordsOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  if (typeof metric !== 'string') return null;
  return {
    metric,
    at: k6Moment(wordsOf(data['time']), line),
    value: Number(data['value']),
    tag: (name) => wordsOf(tags[name] ?? metadata[name]),
    line,
    end,
  };
}

function parsedLine(text: string, line: number, end: K6Sample['end']): Readonly<Record<string, unknown>> | null {
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
