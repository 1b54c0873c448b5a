// Decodes the bytes of a file for the importers, or says in a sentence what they are instead. Pure.
import { fail, succeed, type Result } from '../../../errors.ts';
import { markedEncoding, type MarkedEncoding } from '../../../text-encoding.ts';
import { beginsAsHar, joinedBytes, LargeHar } from '../har/large-har.ts';
import type { GivenFile } from './read-import.ts';

/** A larger file is not a recording that a person made; the limit also applies to unpacked content. */
export const MOST_IMPORT_BYTES = 400_000_000;
/** Smaller files are parsed as a whole. */
const LARGE_BYTES = 16_000_000;
const HEAD_BYTES = 4096;

export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

type Decode = (bytes: Uint8Array, encoding: MarkedEncoding) => string;

/** A file as its bytes arrive. A large HAR is read on the way; anything else is kept until its end. */
export class ImportBytes {
  readonly #path: string;
  readonly #decode: Decode;
  readonly #parts: Uint8Array[] = [];
  #size = 0;
  #har: LargeHar | null = null;
  #head = '';

  constructor(path: string, decode: Decode) {
    this.#path = path;
    this.#decode = decode;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** false where it is more than any import may hold. */
  add(bytes: Uint8Array): boolean {
    const wasSmall = this.#size <= LARGE_BYTES;
    this.#size += bytes.length;
    if (this.#har === null) this.#parts.push(bytes);
    else this.#har.add(bytes);
    if (wasSmall && this.#size > LARGE_BYTES) this.#readOnTheWay();
    return this.#size <= MOST_IMPORT_BYTES;
  }

  end(): Result<GivenFile> {
    if (this.#size > MOST_IMPORT_BYTES) return tooLarge(this.#path);
    if (this.#har !== null) return succeed({ path: this.#path, text: this.#head, value: this.#har.end() });
    const text = importText(this.#path, joinedBytes(this.#parts.splice(0)), this.#decode);
    return text.ok ? succeed({ path: this.#path, text: text.value }) : text;
  }

  #readOnTheWay(): void {
    const head = this.#decode(this.#parts[0]?.subarray(0, HEAD_BYTES) ?? new Uint8Array(), 'utf-8');
    if (!beginsAsHar(head)) return;
    this.#head = head;
    this.#har = new LargeHar((bytes) => this.#decode(bytes, 'utf-8'));
    for (const part of this.#parts.splice(0)) this.#har.add(part);
  }
}

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. */
function importText(path: string, bytes: Uint8Array, decode: Decode): Result<string> {
  const kind = binaryKind(bytes);
  if (kind !== null) return fail('import_invalid', `${path} is ${kind.name}, which Onrush does not read. ${kind.advice}`);
  const encoding = markedEncoding(bytes);
  const text = decode(bytes, encoding);
  // A recorded body may contain invalid UTF-8, but text never contains a zero byte.
  return encoding === 'utf-8' && text.includes('\u0000')
    ? fail('import_invalid', `The file ${path} is not text.`)
    : succeed(text);
}

export function tooLarge(path: string): Result<never> {
  return fail('import_invalid', tooLargeSentence(path));
}

export function tooLargeSentence(path: string): string {
  return `The file ${path} holds more than ${MOST_IMPORT_BYTES / 1_000_000} MB; Onrush reads no more.`;
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
  ['PK\u0003\u0004', { name: 'a ZIP archive', advice: UNPACK }],
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
  ['RIFF', { name: 'a picture, a sound or a video', advice: EXPORT }],
  ['\u0000\u0000\u0000\u0018ftyp', { name: 'a film', advice: EXPORT }],
  ['\u0000\u0000\u0000\u0020ftyp', { name: 'a film', advice: EXPORT }],
  ['MZ\u0090\u0000', { name: 'a program of Windows', advice: EXPORT }],
  ['\u007fELF', { name: 'a program of Linux', advice: EXPORT }],
  ['\u00ca\u00fe\u00ba\u00be', { name: 'a program', advice: EXPORT }],
  ['\u0000asm', { name: 'a program (WebAssembly)', advice: EXPORT }],
  ['\u00ac\u00ed\u0000\u0005', { name: 'a session of Charles', advice: 'Export it in Charles as a HAR file.' }],
  ['bplist00', { name: 'a document of Paw or of a Mac', advice: 'Export the requests as a Postman or OpenAPI file.' }],
  ['PAR1', { name: 'a Parquet table', advice: 'Export its rows as CSV.' }],
];

/** What some ZIP archives are for, by the names of the files in them. */
const ARCHIVES: readonly (readonly [name: RegExp, BinaryKind])[] = [
  [
    /PK\u0003\u0004[^]{26}xl\//,
    { name: 'an Excel workbook', advice: 'Export its rows as CSV, and name them as a data file of a plan.' },
  ],
  [/PK\u0003\u0004[^]{26}(?:word|ppt)\//, { name: 'an Office document', advice: EXPORT }],
  [/PK\u0003\u0004[^]{26}raw\//, { name: 'a session of Fiddler', advice: 'Export it in Fiddler as HTTPArchive 1.2 (HAR).' }],
  [/PK\u0003\u0004[^]{26}\d+-meta\.json/, { name: 'a session of Charles', advice: 'Export it in Charles as a HAR file.' }],
];

function binaryKind(bytes: Uint8Array): BinaryKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  const found = MARKS.find(([mark]) => head.startsWith(mark))?.[1] ?? null;
  if (!head.startsWith('PK')) return found ?? (/^[^]{257}ustar/.test(head) ? { name: 'a TAR archive', advice: UNPACK } : null);
  return ARCHIVES.find(([name]) => name.test(head))?.[1] ?? found;
}
