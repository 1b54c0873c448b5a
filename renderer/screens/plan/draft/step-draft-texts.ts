// The texts of a step's draft that may contain names in braces. Pure.
import type { BodyDraft } from './draft-body.ts';
import type { CheckDraft } from './draft-check.ts';
import type { ExtractDraft } from './draft-extract.ts';

export function bodyTexts({ kind, text, json, form, parts, query, variables, operation }: BodyDraft): readonly string[] {
  switch (kind) {
    case 'none':
    case 'file':
      return [];
    case 'multipart':
      return parts.flatMap(({ name, isFile, value, fileName }) => (isFile ? [name, fileName] : [name, value]));
    case 'text':
      return [text];
    case 'json':
      return holesOnly(json);
    case 'form':
      return form.flatMap(({ name, value }) => [name, value]);
    case 'graphql':
      return [...holesOnly(query), ...holesOnly(variables), operation];
  }
}

export function checkTexts({ kind, place, relation, value }: CheckDraft): readonly string[] {
  if (relation === 'exists' || relation === 'absent') return kind === 'json' ? [place] : [];
  if (kind === 'other') return holesOnly(value);
  return kind === 'json' ? [place, value] : [value];
}

/** Texts around a value, and names of headers and cookies, contain no names in braces. */
export function extractTexts({ kind, path, hasPart, part, hasDefault, default: otherwise }: ExtractDraft): readonly string[] {
  return [
    ...(kind === 'json' || kind === 'css' || kind === 'regex' ? [path] : []),
    ...(hasPart ? [part] : []),
    ...(hasDefault ? [otherwise] : []),
  ];
}

/** Braces of the JSON itself may be adjacent, so only valid names count. */
function holesOnly(text: string): readonly string[] {
  return text.match(/\{\{[^{}"\n]*\}\}/g) ?? [];
}
