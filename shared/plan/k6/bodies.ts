// The body of a request, as code.
import { lastPartOf, mediaTypeOf } from '../journey/media-type.ts';
import type { Body, FormField } from '../journey/body-schema.ts';
import { hasHoles } from '../journey/template.ts';
import type { JsonValue } from '../journey/value.ts';
import { headerPairs } from '../plan-headers.ts';
import { hideSecretsIn, isSecretField } from '../secret.ts';
import { literal, objectText, quoted, type Field } from './js-text.ts';
import type { Names } from './names.ts';

export interface K6Body {
  /** Makes the body; null for none. */
  readonly code: string | null;
  /** The Content-Type that the request gets, unless the step sets one itself. */
  readonly contentType: string | null;
  /** The files that it contains, by their path in the plan. */
  readonly files: readonly string[];
}

const BOUNDARY = '------------------------onrush';

/** `given` is the Content-Type that the step sets itself. */
export function bodyOf(body: Body | undefined, given: string | null, names: Names): K6Body {
  if (body === undefined) return { code: null, contentType: null, files: [] };
  if (typeof body === 'string') return ofCode(textBody(body, names), null);
  if ('json' in body) return ofCode(jsonBody(body.json, names), 'application/json');
  if ('form' in body) return ofCode(formBody(body.form, names), 'application/x-www-form-urlencoded');
  if ('multipart' in body) return multipartBody(body.multipart, given, names);
  if ('file' in body) {
    const type = body.type ?? mediaTypeOf(body.file);
    return { code: `files[${quoted(body.file)}]`, contentType: type === '' ? null : type, files: [body.file] };
  }
  const { graphql, variables, operation } = body;
  const fields = objectText([
    ['query', names.text(graphql)],
    ...(operation === undefined ? [] : [['operationName', names.text(operation)] as const]),
    ...(variables === undefined ? [] : [['variables', jsonCode(variables, names)] as const]),
  ]);
  const varies = variables !== undefined && hasHoles(JSON.stringify(variables));
  return ofCode(jsonTextCode(fields, varies, names), 'application/json');
}

function ofCode(code: string, contentType: string | null): K6Body {
  return { code, contentType, files: [] };
}

/** A text that contains a secret is treated as one secret. */
function textBody(text: string, names: Names): string {
  return hasHoles(text) || hideSecretsIn(text, []) === text ? names.text(text) : names.secrets.refer('body', text);
}

function jsonBody(value: JsonValue, names: Names): string {
  return jsonTextCode(jsonCode(value, names), hasHoles(JSON.stringify(value)), names);
}

/** Only a value of a response or a data file may have more digits than a number of JavaScript. */
function jsonTextCode(code: string, varies: boolean, names: Names): string {
  if (!varies) return `JSON.stringify(${code})`;
  names.used.add('jsonOf');
  return `jsonOf(${code})`;
}

export function jsonCode(value: JsonValue, names: Names): string {
  if (typeof value === 'string') return names.value(value);
  if (Array.isArray(value)) return `[${value.map((one) => jsonCode(one, names)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return literal(value);
  const fields = Object.entries(value).map(([name, one]): Field => [
    name,
    typeof one === 'string' && isSecret(name, one) ? names.secrets.refer(name, one) : jsonCode(one, names),
  ]);
  if (!fields.some(([name]) => hasHoles(name))) return objectText(fields);
  return `Object.fromEntries([${fields.map(([name, code]) => `[${names.text(name)}, ${code}]`).join(', ')}])`;
}

/** A field whose name shows that its value must be hidden. */
function isSecret(name: string, value: string): boolean {
  return isSecretField(name) && value !== '' && !hasHoles(value);
}

function formBody(form: Readonly<Record<string, unknown>>, names: Names): string {
  names.used.add('formText');
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => {
      const text = String(one);
      const code = isSecret(name, text) ? names.secrets.refer(name, text) : names.value(text);
      return `[${names.text(name)}, ${code}]`;
    }),
  );
  return `[${fields.join(', ')}].map((field) => field.map(formText).join('=')).join('&')`;
}

function multipartBody(fields: readonly FormField[], given: string | null, names: Names): K6Body {
  names.used.add('multipart');
  const named = given === null ? undefined : /;\s*boundary="?([^";]+)/i.exec(given)?.[1];
  const boundary = named ?? BOUNDARY;
  const base = given ?? 'multipart/form-data';
  const disposition = /^multipart\/form-data/i.test(base) ? 'form-data' : 'attachment';
  const parts = fields.map((part) => {
    const { name, value, file } = part;
    const text = String(value);
    const code =
      file !== undefined
        ? `files[${quoted(file)}]`
        : isSecret(name, text)
          ? names.secrets.refer(name, text)
          : `String(${names.text(text)})`;
    return `  [${headOf(part, disposition, names)}, ${code}],`;
  });
  return {
    code: `multipart(${quoted(boundary)}, [\n${parts.join('\n')}\n])`,
    contentType: named === undefined ? `${base}; boundary=${boundary}` : base,
    files: fields.flatMap(({ file }) => (file === undefined ? [] : [file])),
  };
}

function headOf({ name, file, fileName, type, headers = {} }: FormField, disposition: string, names: Names): string {
  const called = fileName ?? (file === undefined ? '' : lastPartOf(file));
  const media = type ?? (file === undefined ? '' : mediaTypeOf(file));
  const inQuotes = (code: string): string => `inQuotes(${code})`;
  const constant = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const words = [
    quoted(`Content-Disposition: ${disposition}${name === '' ? '' : '; name="'}`),
    ...(name === '' ? [] : [names.text(name, inQuotes, constant), quoted('"')]),
    ...(called === '' ? [] : [quoted('; filename="'), names.text(called, inQuotes, constant), quoted('"')]),
    quoted(
      `\r\n${media === '' ? '' : `Content-Type: ${media}\r\n`}${headerPairs(headers)
        .map(([key, value]) => `${key}: ${value}\r\n`)
        .join('')}`,
    ),
  ];
  return words.join(' + ');
}
