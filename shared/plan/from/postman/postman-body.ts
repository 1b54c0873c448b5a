// Reads the body of a Postman request. Pure.
import { encodedTemplate } from '../imported/encoded-template.ts';
import { formParts, sentFilePath, type FormPart } from '../imported/form-parts.ts';
import type { StepInput } from '../imported/imported.ts';
import { isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';
import { isDisabled } from './postman-url.ts';

export interface ReadBody {
  readonly body: NonNullable<StepInput['body']>;
  /** The Content-Type that Postman sends unless a header says otherwise. */
  readonly type: string | null;
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

/** `say` receives a sentence about what is left out. */
export function postmanBody(
  value: unknown,
  template: (text: string) => string,
  say: (sentence: string) => void,
): ReadBody | null {
  if (!isFields(value) || value['disabled'] === true) return null;
  switch (textOf(value['mode'])) {
    case 'raw': {
      const text = textOf(value['raw']);
      return text === ''
        ? null
        : { body: template(text), type: TYPES[textOf(within(value, 'options', 'raw', 'language'))] ?? null };
    }
    case 'urlencoded':
      return form(fieldsIn(value['urlencoded']), template);
    case 'formdata':
      return multipart(fieldsIn(value['formdata']), template, say);
    case 'graphql':
      return graphql(value['graphql'], template, say);
    case 'file':
      say(`its body is the file ${textOf(within(value, 'file', 'src')) || '(no name)'}, which must be there when the plan runs.`);
      return { body: { file: sentFilePath(textOf(within(value, 'file', 'src'))) }, type: null };
    default:
      return null;
  }
}

function fieldsIn(value: unknown): readonly Fields[] {
  return listOf(value)
    .filter(isFields)
    .filter((field) => !isDisabled(field) && textOf(field['key']) !== '');
}

/** As an object if that says the same; as a text if names contain holes or are repeated apart from each other. */
function form(fields: readonly Fields[], template: (text: string) => string): ReadBody | null {
  if (fields.length === 0) return null;
  const pairs = fields.map((field) => [textOf(field['key']), textOf(field['value'])] as const);
  const names = pairs.map(([name]) => name);
  const isTogether = names.every((name, at) => names[at - 1] === name || !names.slice(0, at).includes(name));
  const isPlain = names.every((name) => !name.includes('{{') && !/^\d+$/.test(name));
  if (!isTogether || !isPlain) {
    const text = pairs.map(([name, value]) => `${encodedTemplate(template(name))}=${encodedTemplate(template(value))}`).join('&');
    return { body: text, type: 'application/x-www-form-urlencoded' };
  }
  const grouped = new Map<string, string[]>();
  for (const [name, value] of pairs) grouped.set(name, [...(grouped.get(name) ?? []), template(value)]);
  const object = Object.fromEntries(
    [...grouped].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
  return { body: { form: object }, type: null };
}

function multipart(
  fields: readonly Fields[],
  template: (text: string) => string,
  say: (sentence: string) => void,
): ReadBody | null {
  const parts = fields.flatMap((field): readonly FormPart[] => {
    const name = template(textOf(field['key']));
    const type = textOf(field['contentType']);
    const typed = type === '' ? {} : { type };
    if (textOf(field['type']) !== 'file') return [{ name, content: { value: template(textOf(field['value'])) }, ...typed }];
    const sources = Array.isArray(field['src']) ? field['src'].map(textOf) : [textOf(field['src'])];
    return sources.map((file) => ({ name, content: { file }, ...typed }));
  });
  const body = formParts(parts, say);
  return body === null ? null : { body, type: null };
}

function graphql(value: unknown, template: (text: string) => string, say: (sentence: string) => void): ReadBody | null {
  const query = textOf(within(value, 'query'));
  if (query === '') return null;
  const given = within(value, 'variables');
  const operation = textOf(within(value, 'operationName'));
  const variables = isFields(given) ? given : parsed(template(textOf(given)));
  if (variables === null) say('the variables of its GraphQL query are not JSON, so they were left out.');
  return {
    body: {
      graphql: query,
      ...(variables === null || Object.keys(variables).length === 0 ? {} : { variables: JSON.parse(JSON.stringify(variables)) }),
      ...(operation === '' ? {} : { operation }),
    },
    type: null,
  };
}

function parsed(text: string): Fields | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
