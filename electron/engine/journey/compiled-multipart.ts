// A compiled form of fields and files (RFC 7578): text, bytes and files in the order in which they are sent.
import { randomWord } from '../../../shared/plan/journey/random.ts';
import { lastPartOf, mediaTypeOf } from '../../../shared/plan/journey/media-type.ts';
import type { FormField } from '../../../shared/plan/journey/body-schema.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { headerPairs } from '../../../shared/plan/plan-headers.ts';
import type { BodyFile } from '../files/journey-files.ts';
import { compileText, textParts } from './compiled-text.ts';
import type { NameTable } from './name-table.ts';
import type { Filler } from './scope.ts';

export interface Multipart {
  readonly contentType: string;
  readonly parts: readonly (readonly (string | Filler)[] | Buffer | BodyFile)[];
}

/** `given` is the Content-Type that the step sets itself. It may contain the boundary or not. */
export function compileMultipart(fields: readonly FormField[], given: string | null, names: NameTable): Multipart {
  const named = given === null ? undefined : /;\s*boundary="?([^";]+)/i.exec(given)?.[1];
  const boundary = named ?? newBoundary(names);
  const base = given ?? 'multipart/form-data';
  const disposition = /^multipart\/form-data/i.test(base) ? 'form-data' : 'attachment';
  const parts = fields.flatMap((field, at): Multipart['parts'] => {
    const head = headOf(field, disposition, names);
    const begin = [`${at === 0 ? '' : '\r\n'}--${boundary}\r\n`, ...head, '\r\n'];
    const { value, file } = field;
    if (file !== undefined) return [begin, names.fileOf(file)];
    return [[...begin, ...textParts(compileText(String(value), names))]];
  });
  return {
    contentType: named === undefined ? `${base}; boundary=${boundary}` : base,
    parts: [...parts, [`\r\n--${boundary}--\r\n`]],
  };
}

function headOf(
  { name, file, fileName, type, headers = {} }: FormField,
  disposition: string,
  names: NameTable,
): (string | Filler)[] {
  const called = fileName ?? (file === undefined ? '' : lastPartOf(file));
  const media = type ?? (file === undefined ? '' : mediaTypeOf(file));
  const quoted = (text: string): readonly (string | Filler)[] => textParts(compileText(text, names, escaped, escaped));
  return [
    `Content-Disposition: ${disposition}`,
    ...(name === '' ? [] : ['; name="', ...quoted(name), '"']),
    ...(called === '' ? [] : ['; filename="', ...quoted(called), '"']),
    '\r\n',
    ...(media === '' ? [] : [`Content-Type: ${media}\r\n`]),
    ...headerPairs(headers).map(([key, value]) => `${key}: ${value}\r\n`),
  ];
}

/**
 * Escapes a name within quotes as browsers do (HTML Standard, multipart form data), so that a line break cannot end the header.
 */
function escaped(value: JsonValue): string {
  return jsonText(value).replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same plan gets the same boundary in every thread. */
function newBoundary(names: NameTable): string {
  const place = names.nextPlace();
  const words = [0, 1, 2].map((turn) => randomWord(names.seed, 0, place, turn).toString(16).padStart(8, '0'));
  return `------------------------${words.join('')}`;
}
