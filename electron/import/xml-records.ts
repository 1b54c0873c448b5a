// Reads JMeter's XML results as records with the columns of its CSV: samples in the order in which they end, with nested samples
// marked.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import { xmlParts } from './xml-tags.ts';

/** Pairs of a column and the attribute of a sample. */
const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['timeStamp', 'ts'],
  ['elapsed', 't'],
  ['label', 'lb'],
  ['responseCode', 'rc'],
  ['responseMessage', 'rm'],
  ['threadName', 'tn'],
  ['success', 's'],
  ['bytes', 'by'],
  ['sentBytes', 'sby'],
  ['Latency', 'lt'],
  ['Connect', 'ct'],
  ['SampleCount', 'sc'],
];
/** The attribute names of version 1.0, which early versions of JMeter wrote. */
const EARLY: ReadonlyMap<string, string> = new Map([['elapsed', 'time']]);
const OTHERS = ['URL', 'method', 'failureMessage', 'within'] as const;

/** `within` says how many samples enclose a sample. */
export const XML_COLUMNS: readonly string[] = [...ATTRIBUTES.map(([name]) => name), ...OTHERS];

const SAMPLES: ReadonlySet<string> = new Set(['httpSample', 'sample', 'sampleResult']);
/** Elements whose text is used, with the column it belongs to. */
const TEXTS: ReadonlyMap<string, 'URL' | 'method' | 'failureMessage'> = new Map([
  ['java.net.URL', 'URL'],
  ['method', 'method'],
  ['failureMessage', 'failureMessage'],
]);

interface Sample {
  readonly attributes: ReadonlyMap<string, string>;
  readonly texts: Map<string, string>;
  readonly within: number;
}

/** Samples that are incomplete at the end of the file are left out. @throws UserError import_invalid */
export async function* xmlRecords(chunks: AsyncIterable<string>): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  yield [{ cells: XML_COLUMNS, line: 1, end: 'line' }];
  const open: Sample[] = [];
  let wanted: string | null = null;
  try {
    for await (const part of xmlParts(chunks)) {
      const inner = open.at(-1);
      if (part.kind === 'open' && SAMPLES.has(part.name)) {
        // A transaction is the sum of the samples within it, which are the requests.
        const within = open.filter(({ attributes }) => !isTransaction(attributes)).length;
        open.push({ attributes: part.attributes, texts: new Map(), within });
      } else if (part.kind === 'open') wanted = TEXTS.get(part.name) ?? null;
      else if (part.kind === 'close' && SAMPLES.has(part.name)) {
        const sample = open.pop();
        if (sample !== undefined) yield [{ cells: cellsOf(sample), line: part.line, end: 'line' }];
      } else if (part.kind === 'close') wanted = null;
      else if (wanted !== null && inner !== undefined) {
        inner.texts.set(wanted, (inner.texts.get(wanted) ?? '') + part.text);
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError('import_invalid', `This file is not valid XML. ${error.message}.`);
    throw error;
  }
}

function isTransaction(attributes: ReadonlyMap<string, string>): boolean {
  return (attributes.get('rm') ?? attributes.get('responseMessage'))?.startsWith('Number of samples in transaction') === true;
}

function cellsOf({ attributes, texts, within }: Sample): readonly string[] {
  const known = ATTRIBUTES.map(([name, attribute]) => attributes.get(attribute) ?? attributes.get(EARLY.get(name) ?? name) ?? '');
  return [...known, ...OTHERS.map((name) => (name === 'within' ? String(within) : (texts.get(name) ?? '')))];
}
