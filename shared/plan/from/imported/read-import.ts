// Which program's file a text is, by its content, and what it holds. Pure; the readers are loaded when a file needs them.
import { parseDocument } from 'yaml';
import { fail, succeed, type Result } from '../../../errors.ts';
import { Refusal } from '../refusal.ts';
import { harReader } from '../har/har.ts';
import { insomniaReader } from '../insomnia/insomnia.ts';
import { brunoReader } from '../bruno/bruno.ts';
import { jmxReader } from '../jmx/jmx.ts';
import { httpFileReader } from '../http-file/http-file.ts';
import { openApiReader } from '../openapi/openapi.ts';
import { postmanReader } from '../postman/postman.ts';
import type { GivenText, Imported, PlanReader } from './imported.ts';

const READERS: readonly PlanReader[] = [
  harReader,
  postmanReader,
  openApiReader,
  insomniaReader,
  httpFileReader,
  brunoReader,
  jmxReader,
];

const KNOWN =
  'It takes cURL commands, HAR, Postman 2, OpenAPI 3, Swagger 2, Insomnia 4 and 5, Bruno, .http, JMeter test plans and its own plans';

export function readImport(given: string): Result<Imported> {
  const text = given.replace(/^\uFEFF/, '');
  const known: GivenText = { text, value: valueOf(text) };
  try {
    const reader = READERS.find(({ recognises }) => recognises(known));
    if (reader !== undefined) return succeed(reader.read(known));
  } catch (error) {
    if (error instanceof Refusal) return fail('import_invalid', error.message);
    throw error;
  }
  return fail('import_invalid', unknownSentence(known));
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
  const document = parseDocument(text, { logLevel: 'silent' });
  const value: unknown = document.errors.length === 0 ? document.toJS({ maxAliasCount: 1000 }) : undefined;
  return value;
}

function unknownSentence({ text }: GivenText): string {
  return text.trim() === '' ? 'The file is empty.' : `This is not a file that Onrush can read. ${KNOWN}.`;
}
