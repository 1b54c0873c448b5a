// A compiled body: bytes if nothing varies, otherwise the parts that are written for each request.
import type { Body } from '../../../shared/plan/journey/body-schema.ts';
import { mediaTypeOf } from '../../../shared/plan/journey/media-type.ts';
import { namesIn, parseTemplate } from '../../../shared/plan/journey/template.ts';
import { jsonOf, jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { compileMultipart } from './compiled-multipart.ts';
import type { BodyFile } from '../files/journey-files.ts';
import { compileText, joined, textParts, type CompiledText } from './compiled-text.ts';
import type { NameTable } from './name-table.ts';
import type { Filler } from './scope.ts';

export interface CompiledBody {
  /** Text with holes, bytes and files, in the order in which they are sent. */
  readonly parts: readonly (readonly (string | Filler)[] | Buffer | BodyFile)[];
  /** The Content-Type that the request gets, unless the step sets one itself. */
  readonly contentType: string | null;
}

const NOTHING: CompiledBody = { parts: [], contentType: null };

/** `given` is the Content-Type that the step sets itself. */
export function compileBody(body: Body | undefined, given: string | null, names: NameTable): CompiledBody {
  if (body === undefined) return NOTHING;
  if (typeof body === 'string') return ofText(compileText(body, names), null);
  if ('json' in body) return ofText(joined(jsonParts(body.json, names)), 'application/json');
  if ('form' in body) return ofText(formText(body.form, names), 'application/x-www-form-urlencoded');
  if ('multipart' in body) return compileMultipart(body.multipart, given, names);
  if ('file' in body) {
    const type = body.type ?? mediaTypeOf(body.file);
    return { parts: [names.fileOf(body.file)], contentType: type === '' ? null : type };
  }
  const { graphql, variables, operation } = body;
  const parts = ['{"query":', ...insideQuotes(graphql, names)];
  if (operation !== undefined) parts.push(',"operationName":', ...insideQuotes(operation, names));
  const rest = variables === undefined ? [] : [',"variables":', ...jsonParts(variables, names)];
  return ofText(joined([...parts, ...rest, '}']), 'application/json');
}

function ofText(text: CompiledText, contentType: string | null): CompiledBody {
  return { parts: [textParts(text)], contentType };
}

/** A text that consists of one hole takes the type of its value; a hole within a longer text is written as text. */
function jsonParts(value: JsonValue, names: NameTable): readonly (string | Filler)[] {
  if (typeof value === 'string') return stringParts(value, names);
  if (Array.isArray(value)) {
    const items = value.flatMap((one, at): (string | Filler)[] => [at === 0 ? '' : ',', ...jsonParts(one, names)]);
    return ['[', ...items, ']'];
  }
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  const fields = Object.entries(value).flatMap(([key, one], at): (string | Filler)[] => [
    at === 0 ? '' : ',',
    ...insideQuotes(key, names),
    ':',
    ...jsonParts(one, names),
  ]);
  return ['{', ...fields, '}'];
}

function stringParts(text: string, names: NameTable): readonly (string | Filler)[] {
  const parsed = parseTemplate(text);
  const isOneHole = parsed.ok && parsed.pieces.length === 1 && namesIn(text).length === 1;
  if (isOneHole) return textParts(compileText(text, names, jsonOf));
  return insideQuotes(text, names);
}

function insideQuotes(text: string, names: NameTable): readonly (string | Filler)[] {
  return ['"', ...textParts(compileText(text, names, insideJson, insideJson)), '"'];
}

function insideJson(value: JsonValue): string {
  return JSON.stringify(jsonText(value)).slice(1, -1);
}

function formText(form: Readonly<Record<string, unknown>>, names: NameTable): CompiledText {
  const fields = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => ({ name, text: String(one) })));
  return joined(
    fields.flatMap(({ name, text }, at) => [
      at === 0 ? '' : '&',
      ...textParts(compileText(name, names, formEncode, formEncode)),
      '=',
      ...textParts(compileText(text, names, formEncode, formEncode)),
    ]),
  );
}

/** Encodes as HTML forms do (URL Standard): a blank becomes a plus. */
function formEncode(value: JsonValue): string {
  return new URLSearchParams([['', jsonText(value)]]).toString().slice(1);
}
