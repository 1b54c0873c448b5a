// The texts of a step's draft that may hold names in braces. Pure.
import type { BodyDraft } from './draft-body.ts';
import type { CheckDraft } from './draft-check.ts';

export function bodyTexts({ kind, text, json, form, parts, variables }: BodyDraft): readonly string[] {
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
      return form.map(({ value }) => value);
    case 'graphql':
      return holesOnly(variables);
  }
}

export function checkTexts({ kind, place, relation, value }: CheckDraft): readonly string[] {
  if (kind === 'json') return relation === 'matches' ? [place] : [place, value];
  return (kind === 'header' || kind === 'body') && relation !== 'matches' ? [value] : [];
}

/** Braces of the JSON itself may stand side by side: only what can be a name counts. */
function holesOnly(text: string): readonly string[] {
  return text.match(/\{\{[^{}"\n]*\}\}/g) ?? [];
}
