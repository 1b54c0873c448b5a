// Decodes the bytes of a file for the importers, or says in a sentence what they are instead. Pure.
import { fail, succeed, type Result } from '../../../errors.ts';
import { markedEncoding, type MarkedEncoding } from '../../../text-encoding.ts';
import { LARGE_BYTES, slimHar } from '../har/slim-har.ts';

/** A larger file is not a recording that a person made; the limit also applies to unpacked content. */
export const MOST_IMPORT_BYTES = 400_000_000;

export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. `tell` receives how many bytes were examined. */
export function importText(
  path: string,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array, encoding: MarkedEncoding) => string,
  tell?: (done: number) => void,
): Result<string> {
  const kind = binaryKind(bytes);
  if (kind !== null) return fail('import_invalid', `${path} is ${kind.name}, which Onrush does not read. ${kind.advice}`);
  const encoding = markedEncoding(bytes);
  const isLarge = encoding === 'utf-8' && bytes.length > LARGE_BYTES;
  const text = decode(isLarge ? slimHar(bytes, tell) : bytes, encoding);
  // A recorded body may contain invalid UTF-8, but text never contains a zero byte.
  return encoding === 'utf-8' && text.includes('\u0000')
    ? fail('import_invalid', `The file ${path} is not text.`)
    : succeed(text);
}

export function tooLarge(path: string): Result<never> {
  return fail('import_invalid', `The file ${path} holds more than ${MOST_IMPORT_BYTES / 1_000_000} MB; Onrush reads no more.`);
}

export function brokenGzip(path: string): Result<never> {
  return fail('import_invalid', `The file ${path} is packed with gzip, but it is cut off or broken. Save it once more.`);
}

interface BinaryKind {
  readonly name: string;
  readonly advice: string;
}

const UNPACK = 'Unpack it and give the file in it.';
const EXPORT = 'Export the requests as a HAR file.';
const MARKS: readonly (readonly [mark: string, BinaryKind])[] = [
  ['PK\u0003\u0004', { name: 'a ZIP archive', advice: `${UNPACK} Of Fiddler and Excel, export HAR or CSV.` }],
  ['(\u00b5/\u00fd', { name: 'packed with Zstandard', advice: UNPACK }],
  ['BZh', { name: 'packed with bzip2', advice: UNPACK }],
  ['\u00fd7zXZ', { name: 'packed with xz', advice: UNPACK }],
  ["7z\u00bc\u00af'\u001c", { name: 'a 7-Zip archive', advice: UNPACK }],
  ['Rar!', { name: 'a RAR archive', advice: UNPACK }],
  ['\u00d4\u00c3\u00b2\u00a1', { name: 'a capture of network packets', advice: EXPORT }],
  ['\u00a1\u00b2\u00c3\u00d4', { name: 'a capture of network packets', advice: EXPORT }],
  ['\n\r\r\n', { name: 'a capture of network packets', advice: EXPORT }],
  ['SQLite format 3', { name: 'an SQLite database', advice: 'Export its rows as CSV.' }],
  ['%PDF-', { name: 'a PDF document', advice: EXPORT }],
  ['\u0089PNG', { name: 'a picture', advice: EXPORT }],
  ['\u00ff\u00d8\u00ff', { name: 'a picture', advice: EXPORT }],
  ['GIF8', { name: 'a picture', advice: EXPORT }],
];

function binaryKind(bytes: Uint8Array): BinaryKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return MARKS.find(([mark]) => head.startsWith(mark))?.[1] ?? null;
}
