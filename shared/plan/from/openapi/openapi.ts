// Reads an OpenAPI 3 or Swagger 2 document as requests to choose from; tags become groups. Pure.
import { NOWHERE } from '../imported/open-names.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';
import { shorten } from '../../../shorten.ts';
import { refuse } from '../refusal.ts';
import { ApiDocument } from './document.ts';
import { linkedValues } from './links.ts';
import { madeOperation, type OperationPlace } from './operation.ts';
import { basePath, documentServer, serverOf } from './servers.ts';

export const openApiReader: PlanReader = {
  kind: 'OpenAPI document',
  recognises: ({ value }) => textOf(within(value, 'openapi')).startsWith('3') || textOf(within(value, 'swagger')).startsWith('2'),
  read: ({ value }) => readApi(new ApiDocument(fieldsOf(value))),
};

/** In the order in which a journey can use them: first create, then read, change and delete. */
const METHODS = ['post', 'get', 'head', 'options', 'put', 'patch', 'trace', 'query', 'delete'] as const;
/** With more operations than this, nothing is selected, and a person chooses. */
const MOST_TICKED = 40;

function readApi(document: ApiDocument): Imported {
  return new ApiReader(document).read();
}

class ApiReader {
  readonly #document: ApiDocument;
  readonly #names = new OwnNames();
  readonly #variables: Record<string, string> = {};
  readonly #secrets = new Set<string>();
  readonly #leftOut: string[] = [];
  /** Each is said once, whatever the number of its requests. */
  readonly #onceSaid = new Set<string>();
  /** The variable of each server address. */
  readonly #bases = new Map<string, string>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  read(): Imported {
    const { root, isSwagger } = this.#document;
    const server = documentServer(this.#document);
    const address = server ?? `${NOWHERE}${basePath(root)}`;
    const usual = this.#baseFor(address);
    if (server === null)
      this.#leftOut.push(`The document names no server. “base” is ${address} until you write another under the variables.`);
    const places = placesIn(this.#document, (own) => this.#baseFor(own), usual);
    if (places.length === 0) refuse(nothingSentence(this.#document));
    const requests = places.map((place) => this.#requestOf(place, places));
    return {
      ...NOTHING,
      kind: isSwagger ? 'Swagger 2 document' : 'OpenAPI document',
      name: textOf(within(root['info'], 'title')) || 'API',
      variables: this.#variables,
      secrets: [...this.#secrets],
      scenarios: [{ name: 'operations', weight: 1, requests }],
      isExample: true,
      leftOut: [...this.#leftOut, ...this.#notes()],
    };
  }

  /** "{{base}}" for a server address. */
  #baseFor(address: string): string {
    const name = this.#bases.get(address) ?? this.#names.of(this.#bases.size === 0 ? 'base' : `base_${this.#bases.size + 1}`);
    this.#bases.set(address, name);
    this.#variables[name] = address;
    return `{{${name}}}`;
  }

  #requestOf(place: OperationPlace, all: readonly OperationPlace[]): ImportedRequest {
    const where = `${place.method.toUpperCase()} ${place.path}`;
    const made = madeOperation(place, this.#document, this.#names, (sentence) => this.#leftOut.push(`${where}: ${sentence}`));
    for (const secret of made.secrets) this.#secrets.add(secret);
    for (const note of made.notes) this.#onceSaid.add(note);
    for (const [name, value] of Object.entries(made.variables)) this.#variables[name] ??= value;
    const extract = linkedValues(place, all, this.#document, this.#names);
    return {
      step: Object.keys(extract).length === 0 ? made.step : { ...made.step, extract },
      group: textOf(listOf(place.operation['tags'])[0]),
      leftAside: place.method === 'delete' ? 'deletes' : all.length > MOST_TICKED ? 'choice' : null,
      recorded: null,
    };
  }

  #notes(): readonly string[] {
    const secrets = [...this.#secrets];
    const isOne = secrets.length === 1;
    return [
      ...this.#onceSaid,
      ...[...this.#document.outside].map(
        (reference) => `The reference ${reference} leads into another file, which was not read.`,
      ),
      ...[...this.#document.metPatterns].map(
        (pattern) =>
          `No text was made for the pattern ${shorten(pattern)}: an ordinary one is in its place, which the server may refuse. Write one that matches.`,
      ),
      ...(isFields(this.#document.root['webhooks']) ? ['Webhooks are requests that the server sends: left out.'] : []),
      ...(secrets.length === 0
        ? []
        : [
            `The requests need ${secrets.join(', ')}: give ${isOne ? 'it as an environment variable of this name' : 'them as environment variables of these names'}.`,
          ]),
    ];
  }
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

/** A parameter of the operation replaces the same parameter of its path. */
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
