// Recognises the program that wrote a file by its content, and reads it. Pure; each reader is loaded when a file needs it.
import { parseDocument } from 'yaml';
import { fail, succeed, type Result } from '../../../errors.ts';
import { otherFileName } from '../other-file.ts';
import { foreignSentence } from '../foreign-file.ts';
import { runFiguresSentence } from '../run-figures.ts';
import { Refusal, refuse } from '../refusal.ts';
import { curlReader } from '../curl-commands.ts';
import { harReader } from '../har/har.ts';
import { insomniaReader } from '../insomnia/insomnia.ts';
import { brunoReader, isBrunoFolder, readBruno } from '../bruno/bruno.ts';
import { jmxReader } from '../jmx/jmx.ts';
import { httpFileReader } from '../http-file/http-file.ts';
import { openApiReader } from '../openapi/openapi.ts';
import { postmanReader } from '../postman/postman.ts';
import { isFields } from './parts.ts';
import { valuesFile, withValues } from './values-file.ts';
import type { GivenText, Imported, PlanReader } from './imported.ts';

const READERS: readonly PlanReader[] = [
  harReader,
  postmanReader,
  openApiReader,
  insomniaReader,
  httpFileReader,
  brunoReader,
  jmxReader,
  curlReader,
];

const KNOWN =
  'It takes cURL commands, HAR, Postman 2, OpenAPI 3, Swagger 2, Insomnia 4 and 5, Bruno, .http, JMeter test plans and its own plans';

export interface GivenFile {
  readonly path: string;
  /** Its beginning, where the file was read on its way. */
  readonly text: string;
  /** What the file says, where it was read on its way. */
  readonly value?: unknown;
}

/** One file with requests, optionally with files of values for it; or the files of a Bruno collection. */
export function readImport(files: readonly GivenFile[]): Result<Imported> {
  try {
    const given = files.map((file) => ({
      path: file.path,
      ...('value' in file ? { text: file.text, value: file.value } : givenText(file.text)),
    }));
    return succeed(given.length > 1 && isBrunoFolder(given) ? readBruno(given) : readTogether(given));
  } catch (error) {
    if (error instanceof Refusal) return fail('import_invalid', error.message);
    // Deep nesting is the only way in which a file can make a recursive reader fail.
    if (error instanceof RangeError) return fail('import_invalid', 'This file nests its parts deeper than Onrush can follow.');
    throw error;
  }
}

function readTogether(given: readonly (GivenFile & GivenText)[]): Imported {
  const read = given.map((one) => ({ ...one, reader: READERS.find(({ recognises }) => recognises(one)) }));
  const withRequests = read.filter(({ reader }) => reader !== undefined);
  const [main, second] = withRequests;
  const values = read.filter(({ reader }) => reader === undefined).map((one) => ({ ...one, values: valuesFile(one) }));
  for (const one of values) if (one.values === null) refuse(unknownSentence(one, given.length > 1 ? one.path : null));
  if (second !== undefined) refuse(`${main?.path ?? ''} and ${second.path} both have requests. Import them one after the other.`);
  if (main?.reader === undefined)
    return refuse(
      `This is ${values[0]?.values?.kind ?? 'a file'}: it holds names and values but no requests. Give it together with the file that uses them.`,
    );
  return withValues(
    main.reader.read(main),
    values.flatMap((one) => one.values ?? []),
  );
}

function givenText(given: string): GivenText {
  const text = given.replace(/^\uFEFF/, '');
  return { text, value: valueOf(text) };
}

function valueOf(text: string): unknown {
  const first = text.trimStart().charAt(0);
  try {
    if (first === '{' || first === '[') return JSON.parse(text);
    return /^[\w$"'-]+\s*:/m.test(text) ? yamlOf(text) : undefined;
  } catch {
    return undefined;
  }
}

function yamlOf(text: string): unknown {
  // Checking for duplicate keys takes quadratic time, so it is off; the last one counts, as in JSON.
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const value: unknown = document.errors.length === 0 ? document.toJS({ maxAliasCount: 1000 }) : undefined;
  return value;
}

function unknownSentence({ text, value }: GivenText, path: string | null): string {
  const subject = path === null ? 'This' : path;
  if (text.trim() === '') return path === null ? 'The file is empty.' : `${path} is empty.`;
  const figures = runFiguresSentence(text, subject);
  if (figures !== null) return figures;
  const foreign = foreignSentence(text, value, subject);
  if (foreign !== null) return foreign;
  const name = otherFileName(text) ?? otherKind(text, value);
  if (name !== null && /results\b|result of a run/.test(name))
    return `${subject} is ${name}, not requests. Import it under Runs.`;
  if (name === 'a table of values') return `${subject} is a table of values, not requests. Name it as a data file of a plan.`;
  if (name !== null) return `${subject} is ${name}, which Onrush does not read. ${KNOWN}.`;
  const broken = brokenJson(text, value);
  if (broken !== null) return `${subject} looks like ${broken}, but it is cut off or broken. Export it once more.`;
  return `${subject} is not a file that Onrush can read. ${KNOWN}.`;
}

function otherKind(text: string, value: unknown): string | null {
  if (!isFields(value)) return null;
  return /^\s*\{/.test(text) ? 'JSON of another kind' : 'YAML of another kind';
}

/** The kind of file that it would have been. */
function brokenJson(text: string, value: unknown): string | null {
  if (value !== undefined || !/^\s*[{[]\s*["{[]/.test(text)) return null;
  if (/^\s*\{\s*"log"\s*:/.test(text)) return 'a HAR file';
  return /"(?:_postman_id|schema)"\s*:[^]*postman/.test(text.slice(0, 2000)) ? 'a Postman collection' : 'JSON';
}
