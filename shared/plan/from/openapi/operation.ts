// Turns one operation of an API into a request. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import { headersOf } from '../../plan-headers.ts';
import type { StepInput } from '../imported/imported.ts';
import type { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, listOf, textOf, type Fields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import { pathText, queryTexts, simpleText, textOfValue } from './parameters.ts';
import { requestBody } from './request-body.ts';
import { exampleOf } from './sample.ts';
import { credentialsFor } from './security.ts';

export interface OperationPlace {
  readonly path: string;
  readonly method: string;
  /** Includes the parameters that all operations of its path share. */
  readonly operation: Fields;
  /** "{{base}}", which precedes the path. */
  readonly base: string;
}

export interface MadeOperation {
  readonly step: StepInput;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Sentences that are said once for the whole document. */
  readonly notes: readonly string[];
}

/** `say` receives a sentence about what is left out. */
export function madeOperation(
  { path, method, operation, base }: OperationPlace,
  document: ApiDocument,
  names: OwnNames,
  say: (sentence: string) => void,
): MadeOperation {
  const credentials = credentialsFor(operation, document);
  for (const words of credentials.unknown) say(`${words} authentication was not carried over.`);
  const parameters = listOf(operation['parameters']).map((one) => document.fields(one));
  const variables: Record<string, string> = { ...credentials.variables };
  const url = base + pathWith(path, parameters, document, names, variables);
  const query = [...queryFor(parameters, document), ...credentials.query];
  const body = requestBody(operation, document, say);
  const headers = withOneCookie([...headersFor(parameters, document), ...credentials.headers]);
  const accepted = acceptedType(operation, document);
  if (accepted !== null && !headers.some(([name]) => name.toLowerCase() === 'accept')) headers.unshift(['accept', accepted]);
  if (body !== null && body.type !== null) headers.push(['content-type', body.type]);
  const statuses = expectedStatuses(operation);
  const name = textOf(operation['summary']).trim() || textOf(operation['operationId']).trim();
  const step: StepInput = {
    ...(name === '' ? {} : { name: name.slice(0, 200) }),
    method: method.toUpperCase(),
    url: query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`,
    ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
    ...(credentials.auth === null ? {} : { auth: credentials.auth }),
    ...(body === null ? {} : { body: body.body }),
    ...(statuses.length === 0 ? {} : { checks: [{ status: statuses.length === 1 ? (statuses[0] ?? 200) : [...statuses] }] }),
  };
  return { step, variables, secrets: credentials.secrets, notes: credentials.notes };
}

/** Cookies of parameters and of credentials are combined into one header. */
function withOneCookie(headers: readonly [string, string][]): [string, string][] {
  const cookies = headers.filter(([name]) => name === 'cookie').map(([, value]) => value);
  const others = headers.filter(([name]) => name !== 'cookie');
  return cookies.length === 0 ? others : [...others, ['cookie', cookies.join('; ')]];
}

/** A simple value in the path becomes a variable, because people change that first. Adds to `variables`. */
function pathWith(
  path: string,
  parameters: readonly Fields[],
  document: ApiDocument,
  names: OwnNames,
  variables: Record<string, string>,
): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one['in'] === 'path' && one['name'] === name) ?? {};
    const value = valueFor(parameter, document);
    const style = textOf(parameter['style']) || 'simple';
    if (style === 'simple' && typeof value !== 'object') {
      const own = names.of(name);
      variables[own] ??= textOfValue(value) || '1';
      return `{{${own}}}`;
    }
    if (value === null) {
      const own = names.of(name);
      variables[own] ??= '1';
      return `{{${own}}}`;
    }
    return pathText(value, { style, explode: parameter['explode'] === true, name });
  });
}

function queryFor(parameters: readonly Fields[], document: ApiDocument): readonly string[] {
  return parameters
    .filter((one) => one['in'] === 'query' && isWanted(one))
    .flatMap((one) => {
      const style = textOf(one['style']) || swaggerStyle(textOf(one['collectionFormat']));
      const explode =
        typeof one['explode'] === 'boolean'
          ? one['explode']
          : style === 'form' && one['collectionFormat'] !== 'csv' && !document.isSwagger;
      const value = valueFor(one, document);
      // A parameter with a content type is a text of that type.
      const text = isFields(one['content']) && typeof value === 'object' ? JSON.stringify(value) : value;
      return queryTexts(text, {
        style,
        explode: explode || one['collectionFormat'] === 'multi',
        name: textOf(one['name']),
        isReservedKept: one['allowReserved'] === true,
      });
    });
}

function swaggerStyle(format: string): string {
  if (format === 'ssv') return 'spaceDelimited';
  return format === 'pipes' ? 'pipeDelimited' : 'form';
}

/** True if it is required, or if the document shows an example. */
function isWanted(parameter: Fields): boolean {
  return parameter['required'] === true || parameter['example'] !== undefined || isFields(parameter['examples']);
}

/** OpenAPI says that these headers are not parameters. */
const ELSEWHERE = /^(?:accept|content-type|authorization)$/i;

function headersFor(parameters: readonly Fields[], document: ApiDocument): [string, string][] {
  const text = (one: Fields): string => escapeTemplate(simpleText(valueFor(one, document), one['explode'] === true));
  const headers = parameters
    .filter((one) => one['in'] === 'header' && isWanted(one) && !ELSEWHERE.test(textOf(one['name'])))
    .map((one): [string, string] => [textOf(one['name']), text(one)]);
  const cookies = parameters
    .filter((one) => one['in'] === 'cookie' && isWanted(one))
    .map((one) => `${textOf(one['name'])}=${text(one)}`);
  return cookies.length === 0 ? headers : [...headers, ['cookie', cookies.join('; ')]];
}

function valueFor(parameter: Fields, document: ApiDocument): ReturnType<typeof exampleOf> {
  const content = Object.values(fieldsOf(parameter['content']))[0];
  const schema = parameter['schema'] ?? fieldsOf(content)['schema'] ?? (document.isSwagger ? parameter : undefined);
  return exampleOf(parameter, schema, document);
}

function acceptedType(operation: Fields, document: ApiDocument): string | null {
  if (document.isSwagger) {
    const types = listOf(operation['produces'] ?? document.root['produces']).map(textOf);
    return types.find((type) => /json/i.test(type)) ?? types[0] ?? null;
  }
  const responses = fieldsOf(operation['responses']);
  const good = Object.keys(responses).find((status) => status.startsWith('2'));
  const types = good === undefined ? [] : Object.keys(fieldsOf(document.fields(responses[good])['content']));
  return types.find((type) => /json/i.test(type)) ?? types.find((type) => type !== '*/*') ?? null;
}

/** The statuses below 400 in the document. */
function expectedStatuses(operation: Fields): readonly number[] {
  return Object.keys(fieldsOf(operation['responses']))
    .filter((status) => /^[23]\d\d$/.test(status))
    .map(Number);
}
