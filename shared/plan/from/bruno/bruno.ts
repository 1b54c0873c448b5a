// Bruno requests (.bru), one file or the files of a collection's folder, as the requests of a journey. Pure.
import { clientCredentials } from '../imported/client-credentials.ts';
import { headersOf } from '../../plan-headers.ts';
import { urlEncoded } from '../curl-body.ts';
import { encodedTemplate } from '../imported/encoded-template.ts';
import { formParts } from '../imported/form-parts.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader, type StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { isFields } from '../imported/parts.ts';
import { refuse, shorten } from '../refusal.ts';
import { readResponseScript } from '../http-file/response-script.ts';
import { bruBlocks, bruPairs, type BruBlock, type BruPair } from './bru-blocks.ts';
import { assertChecks } from './bru-asserts.ts';

export interface BruFile {
  /** Below the folder of the collection, with slashes. */
  readonly path: string;
  readonly text: string;
}

const METHOD = /^(?:get|post|put|patch|delete|head|options|trace|connect|http)$/;

export const brunoReader: PlanReader = {
  kind: 'Bruno request',
  recognises: ({ text, value }) =>
    !isFields(value) && /^(?:meta|headers|auth|vars:[\w-]+)\s*\{\s*$/m.test(text) && bruBlocks(text).length > 0,
  read: ({ text }) => readBruno([{ path: 'request.bru', text }]),
};

/** @throws Refusal */
export function readBruno(files: readonly BruFile[]): Imported {
  return new BrunoReader().read(files);
}

class BrunoReader {
  readonly #names = new OwnNames();
  readonly #leftOut: string[] = [];
  readonly #variables: Record<string, string> = {};

  read(files: readonly BruFile[]): Imported {
    const parsed = files.map(({ path, text }) => ({ path, blocks: bruBlocks(text) }));
    const collection = parsed.find(({ path }) => /(?:^|\/)collection\.bru$/.test(path))?.blocks ?? [];
    const environments = parsed.filter(({ path }) => /(?:^|\/)environments\/[^/]+\.bru$/.test(path));
    const requests = parsed
      .filter(
        ({ path, blocks }) => !/(?:^|\/)(?:collection|folder)\.bru$/.test(path) && blocks.some(({ name }) => METHOD.test(name)),
      )
      .toSorted(
        (one, other) => folderOf(one.path).localeCompare(folderOf(other.path)) || sequence(one.blocks) - sequence(other.blocks),
      );
    if (requests.length === 0)
      refuse(
        'This Bruno file describes a collection or a folder, but no request. Choose the folder of the collection, or a request.',
      );
    for (const { name, value } of bruPairs(block(collection, 'vars:pre-request')))
      this.#variables[this.#names.of(name)] = this.#template(value);
    const sets = environments.map(
      ({ path, blocks }) =>
        [
          /([^/]*)\.bru$/.exec(path)?.[1] ?? path,
          Object.fromEntries(
            bruPairs(block(blocks, 'vars')).map(({ name, value }) => [this.#names.of(name), this.#template(value)]),
          ),
        ] as const,
    );
    Object.assign(this.#variables, sets[0]?.[1]);
    const made = requests.map(({ path, blocks }) => this.#requestOf(folderOf(path), blocks, collection));
    return {
      ...NOTHING,
      kind: 'Bruno collection',
      name:
        bruPairs(block(collection, 'meta')).find(({ name }) => name === 'name')?.value ??
        metaOf(requests[0]?.blocks ?? [], 'name'),
      variables: this.#variables,
      environments: sets.length > 1 ? Object.fromEntries(sets) : {},
      scenarios: [{ name: 'requests', weight: 1, requests: made }],
      leftOut: this.#leftOut,
    };
  }

  #template(text: string): string {
    return this.#names.template(text);
  }

  #requestOf(group: string, blocks: readonly BruBlock[], collection: readonly BruBlock[]): ImportedRequest {
    const call = blocks.find(({ name }) => METHOD.test(name));
    const settings = new Map(bruPairs(call).map(({ name, value }) => [name, value]));
    const name = metaOf(blocks, 'name');
    const say = (sentence: string): void => void this.#leftOut.push(`“${name}”: ${sentence}`);
    const method = (call?.name === 'http' ? settings.get('method') : call?.name)?.toUpperCase() ?? 'GET';
    for (const { name: key, value } of bruPairs(block(blocks, 'vars:pre-request')))
      this.#variables[this.#names.of(key)] ??= this.#template(value);
    const body = this.#bodyOf(settings.get('body') ?? 'none', blocks, say);
    const shared = bruPairs(block(collection, 'headers')).filter(
      (one) => !bruPairs(block(blocks, 'headers')).some((own) => own.name.toLowerCase() === one.name.toLowerCase()),
    );
    const headers = [...shared, ...bruPairs(block(blocks, 'headers'))].map((one): [string, string] => [
      one.name,
      this.#template(one.value),
    ]);
    const typed = body?.isTyped === true ? headers.filter(([one]) => one.toLowerCase() !== 'content-type') : headers;
    if (body?.type !== undefined && !typed.some(([one]) => one.toLowerCase() === 'content-type'))
      typed.push(['content-type', body.type]);
    const auth = this.#authOf(settings.get('auth') ?? 'none', blocks, collection, say);
    if (auth.header !== null) typed.push(auth.header);
    const isOwn = typed.some(([one]) => one.toLowerCase() === 'authorization');
    const url = this.#template(urlWith(settings.get('url') ?? '', bruPairs(block(blocks, 'params:path'))));
    const step: StepInput = {
      ...(name === '' ? {} : { name: name.slice(0, 200) }),
      method,
      url: auth.query === null ? url : `${url}${url.includes('?') ? '&' : '?'}${auth.query}`,
      ...(typed.length === 0 ? {} : { headers: headersOf(typed) }),
      ...(auth.auth === undefined || isOwn ? {} : { auth: auth.auth }),
      ...(body === null ? {} : { body: body.body }),
      ...this.#judged(blocks, say),
    };
    return { step, group, leftAside: method === 'DELETE' ? 'deletes' : null, recorded: null };
  }

  #bodyOf(
    mode: string,
    blocks: readonly BruBlock[],
    say: (sentence: string) => void,
  ): { body: NonNullable<StepInput['body']>; type?: string; isTyped?: boolean } | null {
    const text = (kind: string): string => this.#template((block(blocks, `body:${kind}`)?.lines ?? []).join('\n').trim());
    switch (mode) {
      case 'none':
        return null;
      case 'json':
        return text('json') === '' ? null : { body: text('json'), type: 'application/json' };
      case 'form-urlencoded':
      case 'formUrlEncoded': {
        const fields = bruPairs(block(blocks, 'body:form-urlencoded'));
        return {
          body: fields.map(({ name, value }) => `${urlEncoded(name)}=${encodedTemplate(this.#template(value))}`).join('&'),
          type: 'application/x-www-form-urlencoded',
        };
      }
      case 'multipart-form':
      case 'multipartForm':
        return this.#multipart(bruPairs(block(blocks, 'body:multipart-form')), say);
      case 'graphql': {
        const variables = parsed(text('graphql:vars'));
        const query = (block(blocks, 'body:graphql')?.lines ?? []).join('\n').trim();
        return query === '' ? null : { body: { graphql: query, ...(variables === null ? {} : { variables }) }, isTyped: true };
      }
      case 'file':
        say('its body is a file, which the collection does not hold.');
        return null;
      default:
        return text(mode) === '' ? null : { body: text(mode), type: mode === 'xml' ? 'application/xml' : 'text/plain' };
    }
  }

  #multipart(
    fields: readonly BruPair[],
    say: (sentence: string) => void,
  ): { body: NonNullable<StepInput['body']>; isTyped: boolean } | null {
    const parts = fields.map(({ name, value }) => {
      const [, file] = /^@file\((.*?)(?:\|.*)?\)/.exec(value) ?? [];
      const [, plain = '', type] = /^(.*?)(?:\s*@contentType\((.*)\))?$/.exec(value) ?? [];
      return { name, content: file === undefined ? { value: this.#template(plain) } : { file }, type };
    });
    const body = formParts(parts, say);
    return body === null ? null : { body, isTyped: true };
  }

  #authOf(
    mode: string,
    blocks: readonly BruBlock[],
    collection: readonly BruBlock[],
    say: (sentence: string) => void,
  ): { auth: StepInput['auth']; header: [string, string] | null; query: string | null } {
    const none = { auth: undefined, header: null, query: null };
    if (mode === 'inherit') {
      const above = bruPairs(block(collection, 'auth')).find(({ name }) => name === 'mode')?.value ?? 'none';
      return above === 'inherit' ? none : this.#authOf(above, collection, [], say);
    }
    if (mode === 'none') return none;
    const fields = new Map(bruPairs(block(blocks, `auth:${mode}`)).map(({ name, value }) => [name, this.#template(value)]));
    if (mode === 'basic')
      return { ...none, auth: { type: 'basic', user: fields.get('username') ?? '', password: fields.get('password') ?? '' } };
    if (mode === 'bearer')
      return (fields.get('token') ?? '') === '' ? none : { ...none, auth: { type: 'bearer', token: fields.get('token') ?? '' } };
    if (mode === 'digest')
      return { ...none, auth: { type: 'digest', user: fields.get('username') ?? '', password: fields.get('password') ?? '' } };
    const auth = mode === 'oauth2' && fields.get('grant_type') === 'client_credentials' ? credentialsOf(fields) : null;
    if (auth !== null) return { ...none, auth };
    const key = fields.get('key') ?? '';
    if (mode === 'apikey' && key !== '')
      return fields.get('placement') === 'queryparams'
        ? { ...none, query: `${key}=${fields.get('value') ?? ''}` }
        : { ...none, header: [key, fields.get('value') ?? ''] };
    say(`${mode} authentication was not carried over.`);
    return none;
  }

  #judged(blocks: readonly BruBlock[], say: (sentence: string) => void): Pick<StepInput, 'extract' | 'checks'> {
    const script = ['script:post-response', 'tests'].flatMap((name) => block(blocks, name)?.lines ?? []).join('\n');
    const read = readResponseScript(script, (name) => this.#names.of(name));
    const extract = { ...read.extract };
    for (const { name, value } of bruPairs(block(blocks, 'vars:post-response'))) {
      const [, steps] = /^(?:\{\{)?\s*res\.body((?:\.[A-Za-z_$][\w$]*|\[\d+\])*)\s*(?:\}\})?$/.exec(value) ?? [];
      if (steps === undefined) say(`the value “${name}” is ${shorten(value)} in Bruno, which was not carried over.`);
      else extract[this.#names.of(name)] = { json: `$${steps}` };
    }
    const { checks, rest } = assertChecks(bruPairs(block(blocks, 'assert')));
    for (const one of [...rest, ...read.rest.slice(0, 1)]) say(`a test was not carried over: ${shorten(one)}`);
    if (/\S/.test((block(blocks, 'script:pre-request')?.lines ?? []).join('')))
      say('a script that runs before the request was not carried over.');
    const all = [...checks, ...read.checks];
    return { ...(Object.keys(extract).length === 0 ? {} : { extract }), ...(all.length === 0 ? {} : { checks: all }) };
  }
}

function block(blocks: readonly BruBlock[], name: string): BruBlock | undefined {
  return blocks.find((one) => one.name === name);
}

function metaOf(blocks: readonly BruBlock[], field: string): string {
  return bruPairs(block(blocks, 'meta')).find(({ name }) => name === field)?.value ?? '';
}

function sequence(blocks: readonly BruBlock[]): number {
  return Number(metaOf(blocks, 'seq')) || 0;
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join(' / ');
}

function urlWith(url: string, parameters: readonly BruPair[]): string {
  const whole = /^(?:[a-z]+:\/\/|\{\{)/i.test(url) ? url : `http://${url}`;
  return whole.replaceAll(
    /(?<=[^:/]\/):([A-Za-z_][\w-]*)/g,
    (given, name: string) => parameters.find((one) => one.name === name)?.value ?? given,
  );
}

function parsed(text: string): NonNullable<Extract<NonNullable<StepInput['body']>, { graphql: string }>['variables']> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function credentialsOf(fields: ReadonlyMap<string, string>): ReturnType<typeof clientCredentials> {
  const text = (name: string): string => fields.get(name) ?? '';
  return clientCredentials({
    tokenUrl: text('access_token_url'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    scope: text('scope'),
    isInBody: text('credentials_placement') === 'body',
  });
}
