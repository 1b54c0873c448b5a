// The draft's request body: in the form of its controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { Body, FormField } from '../../../../shared/plan/journey/body-schema.ts';
import { headerPairs, headersOf, type HeaderPair } from '../../../../shared/plan/plan-headers.ts';
import { nothingIn } from './draft-parts.ts';
import { printJsonText, readJsonText } from './json-text.ts';

const BODY_KINDS = ['none', 'text', 'json', 'form', 'multipart', 'file', 'graphql'] as const;

const part = z.strictObject({
  name: z.string(),
  isFile: z.boolean(),
  /** A text, or the path of a file. */
  value: z.string(),
  /** Empty for the last part of the path. */
  fileName: z.string(),
  /** Null for the type that the file's extension implies. */
  type: z.string().nullable(),
  /** Lines of "name: value". */
  headers: z.string(),
});

/** The fields of all kinds are kept, so that trying another kind loses nothing. */
export const body = z.strictObject({
  kind: z.enum(BODY_KINDS),
  text: z.string(),
  json: z.string(),
  form: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  parts: z.array(part),
  file: z.string(),
  /** Null for the type that the file's extension implies. */
  fileType: z.string().nullable(),
  query: z.string(),
  /** JSON; empty for none. */
  variables: z.string(),
  operation: z.string(),
  allowErrors: z.boolean(),
});

export type BodyDraft = z.infer<typeof body>;
export type PartDraft = z.infer<typeof part>;
export type BodyKind = BodyDraft['kind'];

export function newBody(): BodyDraft {
  return {
    kind: 'none',
    text: '',
    json: '',
    form: [],
    parts: [],
    file: '',
    fileType: null,
    query: '',
    variables: '',
    operation: '',
    allowErrors: false,
  };
}

export function newPart(isFile: boolean): PartDraft {
  return { name: '', isFile, value: '', fileName: '', type: null, headers: '' };
}

export function bodyDraft(given: Body | undefined): BodyDraft {
  if (given === undefined) return newBody();
  if (typeof given === 'string') return { ...newBody(), kind: 'text', text: given };
  if ('json' in given) {
    const { json, ...rest } = given;
    nothingIn(rest);
    return { ...newBody(), kind: 'json', json: printJsonText(json) };
  }
  if ('form' in given) {
    const { form, ...rest } = given;
    nothingIn(rest);
    const rows = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) })));
    return { ...newBody(), kind: 'form', form: rows };
  }
  if ('multipart' in given) {
    const { multipart, ...rest } = given;
    nothingIn(rest);
    return { ...newBody(), kind: 'multipart', parts: multipart.map(partDraft) };
  }
  if ('file' in given) {
    const { file, type, ...rest } = given;
    nothingIn(rest);
    return { ...newBody(), kind: 'file', file, fileType: type ?? null };
  }
  const { graphql, variables, operation, allowErrors, ...rest } = given;
  nothingIn(rest);
  return {
    ...newBody(),
    kind: 'graphql',
    query: graphql,
    variables: variables === undefined ? '' : printJsonText(variables),
    operation: operation ?? '',
    allowErrors: allowErrors ?? false,
  };
}

/** A `body` field for a step, or nothing. */
export function bodyInput(draft: BodyDraft): { readonly body?: unknown } {
  switch (draft.kind) {
    case 'none':
      return {};
    case 'text':
      return { body: draft.text };
    case 'json':
      return { body: { json: valueOf(draft.json) } };
    case 'form':
      return { body: { form: formInput(draft.form) } };
    case 'multipart':
      return { body: { multipart: writtenParts(draft.parts).map(partInput) } };
    case 'file':
      return { body: { file: draft.file.trim(), ...(draft.fileType === null ? {} : { type: draft.fileType.trim() }) } };
    case 'graphql':
      return { body: graphqlInput(draft) };
  }
}

/** Converts the content to another kind: a text that is JSON becomes the JSON body, and back. */
export function withKind(draft: BodyDraft, kind: BodyKind): BodyDraft {
  const next = { ...draft, kind };
  if (kind === 'json' && draft.json.trim() === '' && readJsonText(draft.text).ok) return { ...next, json: draft.text };
  if (kind === 'text' && draft.text === '' && draft.kind === 'json') return { ...next, text: draft.json };
  return next;
}

export interface BodyFault {
  readonly field: 'json' | 'variables';
  readonly message: string;
}

/** What is wrong with its texts, before the plan's own parser can check them. */
export function bodyFault({ kind, json, variables }: BodyDraft): BodyFault | null {
  if (kind === 'json') return faultOf('json', json);
  return kind === 'graphql' && variables.trim() !== '' ? faultOf('variables', variables) : null;
}

function faultOf(field: BodyFault['field'], text: string): BodyFault | null {
  const read = readJsonText(text);
  return read.ok ? null : { field, message: read.message };
}

/** Errors are reported separately. */
function valueOf(text: string): unknown {
  const read = readJsonText(text);
  return read.ok ? read.value : null;
}

function formInput(rows: BodyDraft['form']): Record<string, unknown> {
  const fields = new Map<string, string[]>();
  for (const { name, value } of rows) {
    if (name.trim() !== '' || value !== '') fields.set(name.trim(), [...(fields.get(name.trim()) ?? []), value]);
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

function partDraft({ name, value, file, fileName, type, headers, ...rest }: FormField): PartDraft {
  nothingIn(rest);
  return {
    name,
    isFile: file !== undefined,
    value: file ?? String(value ?? ''),
    fileName: fileName ?? '',
    type: type ?? null,
    headers: headerPairs(headers ?? {})
      .map(([key, text]) => `${key}: ${text}`)
      .join('\n'),
  };
}

function partInput({ name, isFile, value, fileName, type, headers }: PartDraft): unknown {
  return {
    name: name.trim(),
    ...(isFile ? { file: value.trim() } : { value }),
    ...(isFile && fileName.trim() !== '' ? { fileName: fileName.trim() } : {}),
    ...(type === null ? {} : { type: type.trim() }),
    ...(headers.trim() === '' ? {} : { headers: headersOf(headerLines(headers)) }),
  };
}

function headerLines(text: string): readonly HeaderPair[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [name = '', ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()];
  });
}

/** Empty rows are left out. */
export function writtenParts(parts: readonly PartDraft[]): PartDraft[] {
  return parts.filter(({ name, value }) => `${name}${value}`.trim() !== '');
}

function graphqlInput({ query, variables, operation, allowErrors }: BodyDraft): unknown {
  return {
    graphql: query,
    ...(variables.trim() === '' ? {} : { variables: valueOf(variables) ?? {} }),
    ...(operation.trim() === '' ? {} : { operation: operation.trim() }),
    ...(allowErrors ? { allowErrors } : {}),
  };
}
