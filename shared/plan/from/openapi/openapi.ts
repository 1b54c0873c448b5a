// An OpenAPI 3 or Swagger 2 document as requests to choose from; tags are groups. Pure.
import { NOTHING, type Imported, type ImportedRequest, type PlanReader } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';
import { refuse } from '../refusal.ts';
import { ApiDocument } from './document.ts';
import { linkedValues } from './links.ts';
import { madeOperation, type OperationPlace } from './operation.ts';
import { basePath, documentServer, serverOf } from './servers.ts';

export const openApiReader: PlanReader = {
  kind: 'OpenAPI document',
  recognises: ({ value }) => /^3/.test(textOf(within(value, 'openapi'))) || /^2/.test(textOf(within(value, 'swagger'))),
  read: ({ value }) => readApi(new ApiDocument(fieldsOf(value))),
};

/** In the order in which a journey can use them: what is made first, then read, changed and removed. */
const METHODS = ['post', 'get', 'head', 'options', 'put', 'patch', 'trace', 'query', 'delete'] as const;
/** More operations than that are no journey: a person chooses among them. */
const MOST_TICKED = 40;
const NOWHERE = 'http://127.0.0.1:8080';

function readApi(document: ApiDocument): Imported {
  const names = new OwnNames();
  const base = names.of('base');
  const variables: Record<string, string> = {};
  const leftOut: string[] = [];
  const server = documentServer(document);
  variables[base] = server ?? `${NOWHERE}${basePath(document.root)}`;
  if (server === null)
    leftOut.push(`The document names no server. “base” is ${variables[base]} until you write another under the variables.`);
  const bases = new Map([[variables[base], base]]);
  const places = placesIn(
    document,
    (address) => {
      const known = bases.get(address) ?? names.of(`base_${bases.size + 1}`);
      bases.set(address, known);
      variables[known] = address;
      return `{{${known}}}`;
    },
    `{{${base}}}`,
  );
  if (places.length === 0) refuse(nothingSentence(document));
  const secrets = new Set<string>();
  const requests = places.map((place): ImportedRequest => {
    const where = `${place.method.toUpperCase()} ${place.path}`;
    const made = madeOperation(place, document, names, (sentence) => leftOut.push(`${where}: ${sentence}`));
    for (const secret of made.secrets) secrets.add(secret);
    for (const [name, value] of Object.entries(made.variables)) variables[name] ??= value;
    const extract = linkedValues(place, places, document, names);
    return {
      step: Object.keys(extract).length === 0 ? made.step : { ...made.step, extract },
      group: textOf(listOf(place.operation['tags'])[0]),
      leftAside: place.method === 'delete' ? 'deletes' : places.length > MOST_TICKED ? 'choice' : null,
      recorded: null,
    };
  });
  for (const reference of document.outside)
    leftOut.push(`The reference ${reference} leads into another file, which was not read.`);
  if (isFields(document.root['webhooks'])) leftOut.push('Webhooks are requests that the server sends: left out.');
  if (secrets.size > 0)
    leftOut.push(
      `The requests need ${[...secrets].join(', ')}: give ${secrets.size === 1 ? 'it' : 'them'} as ${secrets.size === 1 ? 'an environment variable of this name' : 'environment variables of these names'}.`,
    );
  return {
    ...NOTHING,
    kind: document.isSwagger ? 'Swagger 2 document' : 'OpenAPI document',
    name: textOf(within(document.root['info'], 'title')) || 'API',
    variables,
    secrets: [...secrets],
    scenarios: [{ name: 'operations', weight: 1, requests }],
    isExample: true,
    leftOut,
  };
}

function placesIn(document: ApiDocument, baseFor: (address: string) => string, usual: string): readonly OperationPlace[] {
  return Object.entries(fieldsOf(document.root['paths'])).flatMap(([path, given]) => {
    const item = document.fields(given);
    return METHODS.flatMap((method): OperationPlace[] => {
      if (!isFields(item[method]) || !path.startsWith('/')) return [];
      const operation = document.fields(item[method]);
      const own = serverOf(operation['servers']) ?? serverOf(item['servers']);
      return [{ path, method, operation: withShared(operation, item, document), base: own === null ? usual : baseFor(own) }];
    });
  });
}

/** A parameter of the operation takes the place of one of its path. */
function withShared(operation: Fields, item: Fields, document: ApiDocument): Fields {
  const own = listOf(operation['parameters']);
  const keyOf = (value: unknown): string => {
    const { name, in: place } = document.fields(value);
    return `${textOf(place)} ${textOf(name)}`;
  };
  const taken = new Set(own.map(keyOf));
  return { ...operation, parameters: [...listOf(item['parameters']).filter((one) => !taken.has(keyOf(one))), ...own] };
}

function nothingSentence({ root }: ApiDocument): string {
  return isFields(root['webhooks'])
    ? 'This OpenAPI document has only webhooks, which are requests that the server sends. Onrush cannot send them.'
    : 'This OpenAPI document names no operation.';
}
