// Which response contains the id that another operation's path needs, if the document says so by a link or its schema. Pure.
import { keyStep } from '../imported/key-step.ts';
import type { StepInput } from '../imported/imported.ts';
import type { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, textOf, type Fields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import type { OperationPlace } from './operation.ts';

type Extracts = NonNullable<StepInput['extract']>;

/** The values that `place` provides for others. `all` are the operations that may use them. */
export function linkedValues(
  place: OperationPlace,
  all: readonly OperationPlace[],
  document: ApiDocument,
  names: OwnNames,
): Extracts {
  const responses = fieldsOf(place.operation['responses']);
  const status = Object.keys(responses).find((one) => /^20[01]$/.test(one));
  if (status === undefined) return {};
  const response = document.fields(responses[status]);
  const linked = Object.values(fieldsOf(response['links'])).flatMap((link) => linkValues(document.fields(link), names));
  const created = place.method === 'post' ? createdValue(place, all, response, document, names) : [];
  return Object.fromEntries([...created, ...linked]);
}

/** "$response.body#/user/id" (OpenAPI 3.1, "Runtime Expressions"). */
function linkValues(link: Fields, names: OwnNames): readonly [string, Extracts[string]][] {
  return Object.entries(fieldsOf(link['parameters'])).flatMap(([parameter, expression]): [string, Extracts[string]][] => {
    const [, pointer] = /^\{?\$response\.body#((?:\/[^}]*)?)\}?$/.exec(textOf(expression)) ?? [];
    const [, header] = /^\{?\$response\.header\.([\w-]+)\}?$/.exec(textOf(expression)) ?? [];
    const name = names.of(parameter.replace(/^(?:path|query|header|cookie)\./, ''));
    if (header !== undefined) return [[name, { header }]];
    return pointer === undefined ? [] : [[name, { json: `$${pointer.split('/').slice(1).map(step).join('')}` }]];
  });
}

function step(key: string): string {
  return /^\d+$/.test(key) ? `[${key}]` : keyStep(key);
}

/** If the response to POST /pets contains an id, it is used for {petId} in /pets/{petId}. */
function createdValue(
  { path }: OperationPlace,
  all: readonly OperationPlace[],
  response: Fields,
  document: ApiDocument,
  names: OwnNames,
): readonly [string, Extracts[string]][] {
  const item = all
    .map((one) => one.path)
    .find(
      (other) =>
        other.startsWith(`${path.replace(/\/$/, '')}/{`) &&
        /^\/\{[^{}/]+\}(?:\/|$)/.test(other.slice(path.replace(/\/$/, '').length)),
    );
  const [, parameter] = /^\/\{([^{}/]+)\}/.exec(item?.slice(path.replace(/\/$/, '').length) ?? '') ?? [];
  if (parameter === undefined) return [];
  const schema = Object.entries(fieldsOf(response['content'])).find(([type]) => /json/i.test(type))?.[1];
  const body = document.fields(fieldsOf(schema)['schema'] ?? response['schema']);
  const properties = Object.assign({}, fieldsOf(body['properties']), ...parts(body, document));
  const key = [parameter, 'id', 'uuid'].find((name) => isFields(properties) && Object.hasOwn(properties, name));
  return key === undefined ? [] : [[names.of(parameter), { json: `$${step(key)}` }]];
}

function parts(body: Fields, document: ApiDocument): Fields[] {
  const { allOf } = body;
  return Array.isArray(allOf) ? allOf.map((one) => fieldsOf(document.fields(one)['properties'])) : [];
}
