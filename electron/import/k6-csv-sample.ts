// Reads one line of k6's CSV as a sample.
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import type { K6Sample } from './k6-joining.ts';
import { k6Moment } from './k6-moment.ts';
import { byTag } from './k6-request.ts';

/** Columns in which k6 writes several tags as one text, such as "iter=0&vu=1". */
export const K6_PAIRS = ['metadata', 'extra_tags'] as const;

/** Null for a last line that is not complete. @throws UserError import_invalid */
export function k6CsvSample(places: ReadonlyMap<string, number>, { cells, line, end }: CsvRecord): K6Sample | null {
  if (cells.length !== places.size) {
    if (end !== 'line') return null;
    throw new UserError('import_invalid', `Line ${line} has ${cells.length} columns where the first line names ${places.size}.`);
  }
  const tag = (name: string): string => {
    const at = places.get(name);
    if (at !== undefined) return cells[at] ?? '';
    return K6_PAIRS.map((column) => pairIn(cells[places.get(column) ?? -1], name)).find((text) => text !== '') ?? '';
  };
  const metric = cells[0] ?? '';
  const at = metric.startsWith('http_req') ? k6Moment(tag('timestamp'), line) : 0;
  return { metric, at, value: Number(tag('metric_value')), texts: () => byTag(tag), line };
}

function pairIn(cell: string | undefined, name: string): string {
  const pair = cell?.split('&').find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}
