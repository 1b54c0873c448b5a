// An .http or .rest file as the requests of a journey: what one request names of another's response becomes a value. Pure.
import { headersOf } from '../../plan-headers.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader, type StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { refuse } from '../refusal.ts';
import { httpFile, isHttpFile, type HttpBlock } from './http-blocks.ts';
import { readResponseScript } from './response-script.ts';
import { shorten } from '../../../shorten.ts';

export const httpFileReader: PlanReader = {
  kind: '.http file',
  recognises: ({ text, value }) => (value === undefined || typeof value !== 'object') && isHttpFile(text),
  read: ({ text }) => new HttpFileReader().read(text),
};

type Extracts = NonNullable<StepInput['extract']>;
/** "{{login.response.body.$.token}}": of the response of the request that is called so. */
const REFERENCE = /\{\{\s*([\w-]+)\.response\.(?:(body)\.([^}]+?)|headers\.([\w-]+))\s*\}\}/g;

class HttpFileReader {
  readonly #names = new OwnNames();
  readonly #leftOut: string[] = [];
  /** What each named request is to take from its response. */
  readonly #asked = new Map<string, Extracts>();

  read(text: string): Imported {
    const { variables, blocks } = httpFile(this.#withoutReferences(text));
    if (blocks.length === 0) refuse('This .http file holds no request.');
    const values = Object.fromEntries(variables.map(([name, value]) => [this.#names.of(name), this.#template(value)]));
    const requests = blocks.map((block) => this.#requestOf(block));
    const known = new Set(blocks.map(({ name }) => name));
    for (const name of this.#asked.keys())
      if (!known.has(name)) this.#leftOut.push(`A request uses the response of “${name}”, which is not in this file.`);
    for (const name of this.#names.unknownBuiltIns)
      this.#leftOut.push(`{{${name}}} has no counterpart in Onrush. It is a variable now: give it a value.`);
    return {
      ...NOTHING,
      kind: '.http file',
      name: blocks.find(({ title }) => title !== '')?.title ?? 'Requests',
      variables: values,
      scenarios: [{ name: 'requests', weight: 1, requests }],
      leftOut: this.#leftOut,
    };
  }

  /** Each reference becomes a name, and the request that it speaks of learns what to take. */
  #withoutReferences(text: string): string {
    return text.replaceAll(REFERENCE, (_, request: string, body: string | undefined, path = '', header = '') => {
      const isBody = body !== undefined;
      const word = isBody ? (path.split(/[.[\]'"/]+/).findLast((part: string) => /^[A-Za-z_]\w*$/.test(part)) ?? 'body') : header;
      const name = this.#names.of(`${request}_${word}`);
      const extract = isBody ? { json: jsonPath(path) } : { header };
      this.#asked.set(request, { ...this.#asked.get(request), [name]: extract });
      return `{{${name}}}`;
    });
  }

  #template(text: string): string {
    return this.#names.template(text);
  }

  #requestOf(block: HttpBlock): ImportedRequest {
    const [, word, url = ''] = /^(?:([A-Z]+)\s+)?(.*?)(?:\s+HTTP\/[\d.]+)?$/.exec(block.requestLine) ?? [];
    const method = word ?? 'GET';
    const who = `“${block.title || block.name || shorten(block.requestLine)}”`;
    const say = (sentence: string): void => void this.#leftOut.push(`${who}: ${sentence}`);
    if (block.hasScriptBefore) say('a script that runs before the request was not carried over.');
    if (block.bodyFile !== null)
      say(`its body is the file ${block.bodyFile}, which stands beside the .http file. Name it under Body.`);
    const { auth, headers } = this.#headersOf(block, say);
    const isForm = block.headers.some(([name, value]) => /^content-type$/i.test(name) && /x-www-form-urlencoded/i.test(value));
    const body = isForm ? block.body.replaceAll(/\n(?=&)/g, '') : block.body;
    const read = readResponseScript(block.scripts.join('\n'), (name) => this.#names.of(name));
    if (read.rest.length > 0) say(`a part of its response handler was not carried over: ${shorten(read.rest[0] ?? '')}`);
    const extract = { ...this.#asked.get(block.name), ...read.extract };
    const title = block.title || block.name;
    const step: StepInput = {
      ...(title === '' ? {} : { name: title.slice(0, 200) }),
      method,
      url: this.#template(this.#whole(url, block)),
      ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
      ...(auth === undefined ? {} : { auth }),
      ...(body === '' ? {} : { body: this.#template(body) }),
      ...(Object.keys(extract).length === 0 ? {} : { extract }),
      ...(read.checks.length === 0 ? {} : { checks: read.checks }),
    };
    return { step, group: '', leftAside: method === 'DELETE' ? 'deletes' : null, recorded: null };
  }

  /** Only a path: the host stands in a header. */
  #whole(url: string, { headers }: HttpBlock): string {
    const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
    if (url.startsWith('/')) return host === undefined ? `{{host}}${url}` : `http://${host}${url}`;
    return /^(?:[a-z]+:\/\/|\{\{)/i.test(url) ? url : `http://${url}`;
  }

  #headersOf({ headers }: HttpBlock, say: (sentence: string) => void): { auth: StepInput['auth']; headers: [string, string][] } {
    let auth: StepInput['auth'];
    const kept = headers.flatMap(([name, value]): [string, string][] => {
      const [, scheme = '', rest = ''] = /^authorization$/i.test(name)
        ? (/^(Basic|Digest|AWS|NTLM)\s+(.+)$/i.exec(value) ?? [])
        : [];
      const [, user, password] = /^([^\s:]+)[\s:]+(\S+)$/.exec(rest) ?? [];
      if (/^Basic$/i.test(scheme) && user !== undefined && password !== undefined) {
        auth = { type: 'basic', user: this.#template(user), password: this.#template(password) };
        return [];
      }
      if (/^(?:Digest|AWS|NTLM)$/i.test(scheme)) {
        say(`${scheme} authentication was not carried over.`);
        return [];
      }
      return [[name, this.#template(value)]];
    });
    return { auth, headers: kept };
  }
}

/** VS Code writes $.token or an XPath, JetBrains writes token. */
function jsonPath(path: string): string {
  if (path.startsWith('$')) return path;
  return path === '*' ? '$' : `$.${path.replace(/^\./, '')}`;
}
