// Reads a Postman collection (2.0, 2.1) as the requests of a journey; folders become groups. Pure.
import { headersOf } from '../../plan-headers.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader, type StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { fieldsOf, isFields, listOf, textOf, within, type Fields } from '../imported/parts.ts';
import { refuse } from '../refusal.ts';
import { isNewmanReport, ofNewman } from './newman-report.ts';
import { postmanAuth, type ReadAuth } from './postman-auth.ts';
import { postmanBody } from './postman-body.ts';
import { readScript } from './postman-script.ts';
import { isDisabled, postmanUrl } from './postman-url.ts';
import { shorten } from '../../../shorten.ts';

export const postmanReader: PlanReader = {
  kind: 'Postman collection',
  recognises: ({ value }) => isCollection(value) || isCollection(within(value, 'collection')) || isVersion1(value),
  read: ({ value }) => {
    if (isVersion1(value))
      refuse(
        'This is a Postman collection of version 1, which Onrush does not read. Import it into Postman and export it as version 2.1.',
      );
    const read = new CollectionReader().read(fieldsOf(isCollection(value) ? value : within(value, 'collection')));
    return isNewmanReport(value) ? ofNewman(read, fieldsOf(value)) : read;
  },
};

function isCollection(value: unknown): boolean {
  return Array.isArray(within(value, 'item')) && !Array.isArray(within(value, 'log'));
}

function isVersion1(value: unknown): boolean {
  return (
    Array.isArray(within(value, 'requests')) && Array.isArray(within(value, 'order')) && !Array.isArray(within(value, 'item'))
  );
}

/** What requests inherit from their folder. */
interface Inherited {
  readonly group: string;
  readonly auth: ReadAuth | null;
  readonly scripts: readonly string[];
}

class CollectionReader {
  readonly #names = new OwnNames();
  readonly #variables: Record<string, string> = {};
  readonly #secrets = new Set<string>();
  readonly #leftOut: string[] = [];
  readonly #requests: ImportedRequest[] = [];

  read(collection: Fields): Imported {
    this.#readVariables(collection['variable']);
    this.#readItems(collection, {
      group: '',
      auth: this.#authOf(collection),
      scripts: this.#testsOf(collection, 'The collection'),
    });
    for (const name of this.#names.unknownBuiltIns)
      this.#leftOut.push(`{{${name}}} is made by Postman and not by Onrush. It is a variable now: give it a value.`);
    return {
      ...NOTHING,
      kind: 'Postman collection',
      name: textOf(within(collection['info'], 'name')) || textOf(collection['name']) || 'Postman collection',
      variables: this.#variables,
      secrets: [...new Set([...this.#secrets, ...this.#names.vaulted])],
      scenarios: [{ name: 'requests', weight: 1, requests: this.#requests }],
      http: { followRedirects: 10 },
      leftOut: this.#leftOut,
    };
  }

  #readVariables(value: unknown): void {
    for (const variable of listOf(value).filter(isFields)) {
      const key = textOf(variable['key'] ?? variable['id']);
      if (key === '' || isDisabled(variable)) continue;
      const name = this.#names.of(key);
      if (variable['type'] === 'secret') this.#secrets.add(name);
      else this.#variables[name] = this.#names.template(textOf(variable['value']));
    }
  }

  #readItems(folder: Fields, inherited: Inherited): void {
    for (const item of listOf(folder['item']).filter(isFields)) {
      const name = textOf(item['name']).replaceAll(/\s+/g, ' ').trim();
      if (Array.isArray(item['item'])) {
        this.#readItems(item, {
          group: inherited.group === '' ? name : `${inherited.group} / ${name}`,
          auth: this.#authOf(item) ?? inherited.auth,
          scripts: [...inherited.scripts, ...this.#testsOf(item, `The folder “${name}”`)],
        });
      } else this.#readRequest(item, name, inherited);
    }
  }

  #authOf(item: Fields): ReadAuth | null {
    return postmanAuth(item['auth'], (text) => this.#names.template(text));
  }

  /** The test scripts; pre-request scripts are reported and not imported. */
  #testsOf(item: Fields, who: string): readonly string[] {
    return listOf(item['event'])
      .filter(isFields)
      .filter((event) => event['disabled'] !== true)
      .flatMap((event) => {
        const lines = within(event['script'], 'exec') ?? event['script'];
        const text = Array.isArray(lines) ? lines.map(textOf).join('\n') : textOf(lines);
        if (text.trim() === '') return [];
        if (event['listen'] === 'test') return [text];
        const { constants, rest } = readScript(text, (name) => this.#names.of(name));
        for (const [name, value] of Object.entries(constants)) this.#variables[name] ??= value;
        if (rest.length > 0)
          this.#say(who, `a script that runs before the request was not carried over: ${shorten(rest[0] ?? '')}`);
        return [];
      });
  }

  #readRequest(item: Fields, name: string, inherited: Inherited): void {
    const given = item['request'];
    const request = typeof given === 'string' ? { url: given, method: 'GET' } : fieldsOf(given);
    const method = textOf(request['method'] ?? (typeof given === 'string' ? 'GET' : '')).trim();
    const url = this.#names.template(postmanUrl(request['url']));
    const who = `“${name || url}”`;
    if (url === '' || method === '')
      return this.#say(who, `the request has no ${url === '' ? 'URL' : 'method'}, so it was left out.`);
    const isFree = within(item, 'protocolProfileBehavior', 'disableBodyPruning') === true || !/^(?:GET|HEAD)$/i.test(method);
    const body = isFree
      ? postmanBody(
          request['body'],
          (text) => this.#names.template(text),
          (sentence) => this.#say(who, sentence),
        )
      : null;
    const headers = this.#headersOf(request['header']);
    if (body !== null && body.type !== null && !headers.some(([one]) => one.toLowerCase() === 'content-type'))
      headers.push(['content-type', body.type]);
    const auth = this.#authOf(request) ?? inherited.auth ?? { kind: 'none' };
    if (auth.kind === 'unknown')
      this.#say(
        who,
        `${auth.words} was not carried over; a plan has basic, digest and bearer authentication, and OAuth 2 client credentials.`,
      );
    if (auth.kind === 'header') headers.push([auth.name, auth.value]);
    const isOwn = headers.some(([one]) => one.toLowerCase() === 'authorization');
    const step: StepInput = {
      ...(name === '' ? {} : { name: name.slice(0, 200) }),
      method,
      url: auth.kind === 'query' ? `${url}${url.includes('?') ? '&' : '?'}${auth.name}=${auth.value}` : url,
      ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
      ...(auth.kind === 'auth' && !isOwn ? { auth: auth.auth } : {}),
      ...(body === null ? {} : { body: body.body }),
      ...this.#judged([...inherited.scripts, ...this.#testsOf(item, who)], who),
    };
    if (within(item, 'protocolProfileBehavior', 'followRedirects') === false)
      this.#say(who, 'it does not follow redirects in Postman. A plan has one setting for all of its requests.');
    this.#requests.push({
      step,
      group: inherited.group,
      leftAside: method.toUpperCase() === 'DELETE' ? 'deletes' : null,
      recorded: null,
    });
  }

  #headersOf(value: unknown): [string, string][] {
    if (typeof value === 'string') return value.split('\n').flatMap((line) => this.#headerLine(line));
    return listOf(value)
      .filter(isFields)
      .filter((one) => !isDisabled(one) && textOf(one['key']).trim() !== '')
      .map((one) => [textOf(one['key']).trim(), this.#names.template(textOf(one['value']).trim())]);
  }

  #headerLine(line: string): [string, string][] {
    const [, name, value = ''] = /^\s*([^:\s]+)\s*:(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, this.#names.template(value.trim())]];
  }

  #judged(scripts: readonly string[], who: string): Pick<StepInput, 'extract' | 'checks'> {
    const read = scripts.map((script) => readScript(script, (name) => this.#names.of(name)));
    const rest = read.flatMap((one) => one.rest);
    for (const { constants } of read) for (const [name, value] of Object.entries(constants)) this.#variables[name] ??= value;
    if (rest.length > 0)
      this.#say(
        who,
        `${rest.length === 1 ? 'a line' : `${rest.length} lines`} of its test script ${rest.length === 1 ? 'was' : 'were'} not carried over: ${shorten(rest[0] ?? '')}`,
      );
    const extract = Object.assign({}, ...read.map((one) => one.extract));
    const checks = read.flatMap((one) => one.checks);
    return { ...(Object.keys(extract).length === 0 ? {} : { extract }), ...(checks.length === 0 ? {} : { checks }) };
  }

  #say(who: string, sentence: string): void {
    this.#leftOut.push(`${who}: ${sentence}`);
  }
}
