// Reads an Insomnia export (4, a flat list; 5, a tree) as the requests of a journey. Pure.
import { shorten } from '../../../shorten.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader, type StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, listOf, numberIn, textOf, within, type Fields } from '../imported/parts.ts';
import { refuse } from '../refusal.ts';
import { readScript } from '../postman/postman-script.ts';
import { insomniaStep } from './insomnia-request.ts';
import { flatValues, InsomniaTexts } from './insomnia-values.ts';

export const insomniaReader: PlanReader = {
  kind: 'Insomnia export',
  recognises: ({ value }) => isVersion4(value) || isVersion5(value),
  read: ({ value }) => new ExportReader().read(isVersion5(value) ? fromTree(fieldsOf(value)) : fromList(fieldsOf(value))),
};

function isVersion4(value: unknown): boolean {
  return within(value, '__export_format') !== undefined && Array.isArray(within(value, 'resources'));
}

function isVersion5(value: unknown): boolean {
  return /^(?:collection|spec)\.insomnia\.rest\/5/.test(textOf(within(value, 'type')));
}

/** The content of either version in one shape. */
interface Export {
  readonly name: string;
  readonly requests: readonly { readonly request: Fields; readonly id: string; readonly group: string }[];
  /** Values that always apply. */
  readonly bases: readonly unknown[];
  /** Sets of values of which one is chosen. */
  readonly environments: readonly { readonly name: string; readonly data: unknown }[];
  /** How many requests are not HTTP. */
  readonly others: number;
}

function fromList(value: Fields): Export {
  const resources = listOf(value['resources']).filter(isFields);
  const byId = new Map(resources.map((one) => [textOf(one['_id']), one]));
  const groupOf = (one: Fields, below: readonly Fields[] = []): string => {
    const parent = byId.get(textOf(one['parentId']));
    if (parent === undefined || parent['_type'] !== 'request_group' || below.includes(parent)) return '';
    const above = groupOf(parent, [...below, parent]);
    return above === '' ? textOf(parent['name']) : `${above} / ${textOf(parent['name'])}`;
  };
  const workspaces = resources.filter((one) => one['_type'] === 'workspace');
  const requests = resources
    .filter((one) => one['_type'] === 'request')
    .toSorted((one, other) => (numberIn(one['metaSortKey']) ?? 0) - (numberIn(other['metaSortKey']) ?? 0))
    .map((request) => ({ request, id: textOf(request['_id']), group: groupOf(request) }));
  const environments = resources.filter((one) => one['_type'] === 'environment');
  const isBase = (one: Fields): boolean => byId.get(textOf(one['parentId']))?.['_type'] !== 'environment';
  return {
    name: textOf(workspaces[0]?.['name']),
    requests,
    bases: environments.filter(isBase).map((one) => one['data']),
    environments: environments.filter((one) => !isBase(one)).map((one) => ({ name: textOf(one['name']), data: one['data'] })),
    others: resources.filter((one) => /^(?:grpc|websocket)_request$/.test(textOf(one['_type']))).length,
  };
}

function fromTree(value: Fields): Export {
  const requests: { request: Fields; id: string; group: string }[] = [];
  let others = 0;
  const walk = (items: unknown, group: string): void => {
    for (const item of listOf(items).filter(isFields)) {
      if (Array.isArray(item['children']))
        walk(item['children'], group === '' ? textOf(item['name']) : `${group} / ${textOf(item['name'])}`);
      else if (item['method'] === undefined || /^wss?:/i.test(textOf(item['url']))) others += 1;
      else requests.push({ request: item, id: textOf(within(item['meta'], 'id')), group });
    }
  };
  walk(value['collection'], '');
  const base = fieldsOf(value['environments']);
  const subs = listOf(base['subEnvironments']).filter(isFields);
  return {
    name: textOf(value['name']),
    requests,
    bases: [base['data']],
    environments: subs.map((one) => ({ name: textOf(one['name']), data: one['data'] })),
    others,
  };
}

class ExportReader {
  readonly #names = new OwnNames();
  readonly #texts = new InsomniaTexts(this.#names);
  readonly #leftOut: string[] = [];

  read(given: Export): Imported {
    const { name, requests, others } = given;
    if (requests.length === 0) refuse('This Insomnia export holds no HTTP request.');
    if (others > 0)
      this.#leftOut.push(
        `${others === 1 ? 'A request is' : `${others} requests are`} gRPC or WebSocket, which Onrush does not send.`,
      );
    const variables = this.#variables(given);
    const made = requests.map(({ request, id, group }) => this.#requestOf(request, id, group));
    for (const tag of this.#texts.unknown)
      this.#leftOut.push(`The template tag “${tag}” has no counterpart in Onrush. It is a variable now: give it a value.`);
    for (const builtIn of this.#names.unknownBuiltIns) this.#leftOut.push(`{{${builtIn}}} is a variable now: give it a value.`);
    return {
      ...NOTHING,
      kind: 'Insomnia export',
      name: name || 'Insomnia export',
      variables,
      environments: this.#environments(given),
      scenarios: [
        { name: 'requests', weight: 1, requests: made.map((one) => this.#withAsked(one)).map(({ request }) => request) },
      ],
      leftOut: this.#leftOut,
    };
  }

  /** The base of each workspace, overridden by the first environment that replaces it. */
  #variables({ bases, environments }: Export): Record<string, string> {
    const [first] = environments;
    const pairs = [...bases.flatMap((one) => flatValues(one)), ...flatValues(first?.data)];
    return Object.fromEntries(pairs.map(([key, value]) => [this.#names.of(key), this.#texts.template(value)]));
  }

  #environments({ environments }: Export): Imported['environments'] {
    if (environments.length < 2) return {};
    const values = ({ data }: Export['environments'][number]): Record<string, string> =>
      Object.fromEntries(flatValues(data).map(([key, value]) => [this.#names.of(key), this.#texts.template(value)]));
    return Object.fromEntries(environments.map((one, at) => [one.name || `environment ${at + 1}`, values(one)]));
  }

  #requestOf(given: Fields, id: string, group: string): { id: string; request: ImportedRequest } {
    const say = (sentence: string): void => void this.#leftOut.push(`“${textOf(given['name'])}”: ${sentence}`);
    if (/\S/.test(textOf(given['preRequestScript']) + textOf(within(given['scripts'], 'preRequest'))))
      say('a script that runs before the request was not carried over.');
    const step = {
      ...insomniaStep(given, { template: (text) => this.#texts.template(text), say }),
      ...this.#judged(textOf(given['afterResponseScript']) + textOf(within(given['scripts'], 'afterResponse')), say),
    };
    const leftAside = /^DELETE$/i.test(step.method ?? '') ? 'deletes' : null;
    return { id, request: { step, group, leftAside, recorded: null } };
  }

  /** Insomnia's scripts are those of Postman under another name. */
  #judged(script: string, say: (sentence: string) => void): Pick<StepInput, 'extract' | 'checks'> {
    const read = readScript(script.replaceAll(/\binsomnia\./g, 'pm.'), (name) => this.#names.of(name));
    if (read.rest.length > 0) say(`a part of its script was not carried over: ${shorten(read.rest[0] ?? '')}`);
    return {
      ...(Object.keys(read.extract).length === 0 ? {} : { extract: read.extract }),
      ...(read.checks.length === 0 ? {} : { checks: read.checks }),
    };
  }

  /** Adds what other requests need from this one's response. */
  #withAsked({ id, request }: { id: string; request: ImportedRequest }): { request: ImportedRequest } {
    const asked = this.#texts.asked.filter((one) => one.request === id);
    if (asked.length === 0) return { request };
    const extract = Object.fromEntries(asked.map((one) => [one.name, one.extract]));
    return { request: { ...request, step: { ...request.step, extract: { ...request.step.extract, ...extract } } } };
  }
}
