// Reads an OpenCollection, Bruno's YAML, as its items: one file with everything, the files of its folder, or a single request.
// Pure.
import type { FormPart } from '../imported/form-parts.ts';
import { fieldsOf, isFields, listOf, numberIn, textOf, within, type Fields } from '../imported/parts.ts';
import type { BrunoAuth, BrunoBody, BrunoCall, BrunoEnvironment, BrunoItem, BrunoPair, BrunoParts } from './bruno-item.ts';

export interface OpenCollectionFile {
  /** Relative to the folder of the collection, with slashes. */
  readonly path: string;
  readonly value: unknown;
}

const HTTP = /^(?:http|graphql)$/;
const OTHER = /^(?:grpc|websocket|ws|graphql-subscription|mqtt|amqp|signalr|socketio)$/;

/** True for a collection, and for a folder or a request of one. */
export function isOpenCollection(value: unknown): boolean {
  return isFields(value) && (value['opencollection'] !== undefined || kindOf(value) !== '');
}

export function openCollectionParts(files: readonly OpenCollectionFile[]): BrunoParts {
  const items: BrunoItem[] = [];
  const environments: BrunoEnvironment[] = [];
  let name = '';
  let others = 0;
  const walk = (value: Fields, folder: string): void => {
    const kind = kindOf(value);
    if (OTHER.test(kind)) others += 1;
    if (HTTP.test(kind) || kind === 'folder' || value['opencollection'] !== undefined) items.push(itemOf(value, folder));
    for (const item of listOf(value['items']).filter(isFields))
      walk(item, kindOf(item) === 'folder' ? joined(folder, nameOf(item)) : folder);
  };
  for (const { path, value } of files) {
    if (!isFields(value)) continue;
    const folder = path.split('/').slice(0, -1).join('/');
    if (value['opencollection'] !== undefined) {
      name = nameOf(value);
      environments.push(...listOf(within(value['config'], 'environments')).filter(isFields).map(environmentOf));
      walk(value, '');
    } else if (/(?:^|\/)environments\/[^/]+$/.test(path))
      environments.push(environmentOf({ name: /([^/]*)\.ya?ml$/.exec(path)?.[1], ...value }));
    else if (isOpenCollection(value)) walk(value, folder);
  }
  return { name, items, environments, others };
}

/** For example "http" or "folder"; "" for anything else. */
function kindOf(value: Fields): string {
  const said = textOf(within(value['info'] ?? value['meta'], 'type')) || (isFields(value['type']) ? '' : textOf(value['type']));
  if (HTTP.test(said)) return isFields(value[said]) || value['url'] !== undefined ? said : '';
  if (said === 'folder' || OTHER.test(said)) return said;
  const hasName = isFields(value['info']) || isFields(value['meta']);
  if (hasName && isFields(value['http'])) return 'http';
  return hasName && isFields(value['graphql']) ? 'graphql' : '';
}

function nameOf(value: Fields): string {
  return textOf(within(value['info'] ?? value['meta'], 'name')) || textOf(value['name']);
}

function joined(folder: string, name: string): string {
  const own = name.replaceAll('/', '-');
  return folder === '' ? own : `${folder}/${own}`;
}

function itemOf(value: Fields, folder: string): BrunoItem {
  const kind = kindOf(value);
  const call = isFields(value[kind]) ? value[kind] : value;
  const isRequest = HTTP.test(kind);
  const shared = fieldsOf(isRequest ? value['runtime'] : value['request']);
  const scripts = scriptsOf(shared['scripts'] ?? value['scripts']);
  return {
    name: nameOf(value),
    sequence: numberIn(within(value['info'] ?? value['meta'], 'seq')) ?? numberIn(value['seq']),
    folder,
    headers: pairsOf((isRequest ? call : shared)['headers']),
    variables: pairsOf(shared['variables']),
    auth: authOf(isRequest ? (call['auth'] ?? shared['auth']) : shared['auth']),
    call: isRequest ? callOf(call, kind) : null,
    taken: enabled(shared['actions'])
      .filter((one) => one['type'] === 'set-variable' && one['phase'] === 'after-response')
      .map((one) => ({ name: textOf(within(one['variable'], 'name')), value: textOf(within(one['selector'], 'expression')) })),
    asserted: enabled(shared['assertions'] ?? value['assertions']).map((one) => ({
      name: textOf(one['expression']),
      value: `${textOf(one['operator'])} ${textOf(one['value'])}`.trim(),
    })),
    script: scripts
      .filter(({ name }) => /^(?:after-response|post-response|tests?)$/.test(name))
      .map(({ value: code }) => code)
      .join('\n'),
    hasScriptBefore: scripts.some(({ name, value: code }) => /^(?:before-request|pre-request)$/.test(name) && /\S/.test(code)),
  };
}

/** Scripts are a list of types with code, or an object. */
function scriptsOf(value: unknown): readonly BrunoPair[] {
  if (isFields(value))
    return Object.entries(value).map(([name, code]) => ({
      name: name.replace(/^preRequest$/, 'pre-request').replace(/^postResponse$/, 'post-response'),
      value: textOf(code),
    }));
  return listOf(value)
    .filter(isFields)
    .map((one) => ({ name: textOf(one['type']), value: textOf(one['code']) }));
}

function callOf(call: Fields, kind: string): BrunoCall {
  const parameters = parametersOf(call['params']);
  const query = parameters.filter(({ type }) => type === 'query').map(({ name, value }) => `${name}=${value}`);
  const url = textOf(call['url']);
  return {
    method: (textOf(call['method']) || (kind === 'graphql' ? 'POST' : 'GET')).toUpperCase(),
    // Bruno writes the query in both places; in a file written by hand it may be in only one.
    url: query.length === 0 || url.includes('?') ? url : `${url}?${query.join('&')}`,
    pathParameters: parameters.filter(({ type }) => type === 'path'),
    body: bodyOf(chosen(call['body'], 'body'), kind),
  };
}

function parametersOf(value: unknown): readonly (BrunoPair & { readonly type: string })[] {
  if (!isFields(value))
    return enabled(value).map((one) => ({ name: textOf(one['name']), value: textOf(one['value']), type: textOf(one['type']) }));
  return ['query', 'path'].flatMap((type) => pairsOf(value[type]).map((pair) => ({ ...pair, type })));
}

/** Of several variants, the selected one. */
function chosen(value: unknown, key: string): unknown {
  const variants = listOf(value).filter(isFields);
  const one = variants.find(({ selected }) => selected === true) ?? variants[0];
  return one === undefined ? value : one[key];
}

function bodyOf(value: unknown, kind: string): BrunoBody | null {
  if (!isFields(value)) return null;
  if (kind === 'graphql' || value['type'] === 'graphql') {
    const inner = isFields(value['data']) ? value['data'] : value;
    const variables = inner['variables'];
    return {
      kind: 'graphql',
      query: textOf(inner['query']),
      variables: isFields(variables) ? JSON.stringify(variables) : textOf(variables),
    };
  }
  const type = textOf(value['type']);
  const data = value['data'];
  switch (type) {
    case '':
    case 'none':
      return null;
    case 'form-urlencoded':
    case 'formUrlEncoded':
      return { kind: 'fields', fields: pairsOf(data) };
    case 'multipart-form':
    case 'multipartForm':
      return { kind: 'form', parts: enabled(data).flatMap(partsOf) };
    case 'file': {
      const files = listOf(data).filter(isFields);
      const file = files.find(({ selected }) => selected === true) ?? files[0] ?? value;
      return { kind: 'file', path: textOf(file['filePath']), type: textOf(file['contentType']) };
    }
    default:
      return { kind: 'text', text: isFields(data) || Array.isArray(data) ? JSON.stringify(data) : textOf(data).trim(), type };
  }
}

function partsOf(one: Fields): readonly FormPart[] {
  const name = textOf(one['name']);
  const type = textOf(one['contentType']) || undefined;
  if (one['type'] !== 'file') return [{ name, content: { value: textOf(one['value']) }, type }];
  const files = Array.isArray(one['value']) ? one['value'].map(textOf) : [textOf(one['value'])];
  return files.map((file) => ({ name, content: { file }, type }));
}

/** Translates to the names of .bru. */
const AUTH_NAMES: Readonly<Record<string, string>> = {
  flow: 'grant_type',
  accessTokenUrl: 'access_token_url',
  clientId: 'client_id',
  clientSecret: 'client_secret',
};

function authOf(value: unknown): BrunoAuth {
  if (!isFields(value)) return { mode: textOf(value) || 'none', fields: [] };
  const mode = textOf(value['type'] ?? value['mode']) || 'none';
  const credentials = fieldsOf(value['credentials']);
  const all = { ...value, ...fieldsOf(value[mode]), ...credentials };
  const fields = Object.entries(all).map(([name, one]) => ({ name: AUTH_NAMES[name] ?? name, value: textOf(one) }));
  return { mode, fields: [...fields, { name: 'credentials_placement', value: textOf(credentials['placement']) }] };
}

function environmentOf(value: Fields): BrunoEnvironment {
  const variables = enabled(value['variables']);
  const isSecret = (one: Fields): boolean => one['secret'] === true || one['transient'] === true;
  return {
    name: textOf(value['name']) || 'environment',
    values: pairsOf(variables.filter((one) => !isSecret(one))),
    secrets: variables.filter(isSecret).map((one) => textOf(one['name'])),
  };
}

function pairsOf(value: unknown): readonly BrunoPair[] {
  if (isFields(value)) return Object.entries(value).map(([name, one]) => ({ name, value: valueOf(one) }));
  return enabled(value)
    .map((one) => ({ name: textOf(one['name']), value: valueOf(one['value']) }))
    .filter(({ name }) => name !== '');
}

/** A text, a number, or a value together with its type. */
function valueOf(given: unknown): string {
  const value = chosen(given, 'value');
  return isFields(value) ? textOf(value['data']) : textOf(value);
}

function enabled(value: unknown): readonly Fields[] {
  return listOf(value)
    .filter(isFields)
    .filter((one) => one['disabled'] !== true && one['enabled'] !== false);
}
