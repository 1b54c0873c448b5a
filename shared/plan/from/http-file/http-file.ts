// Reads an .http or .rest file as the requests of a journey: a reference to another request's response becomes an extracted
// value. Pure.
import { isHurl } from '../foreign-file.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader, type StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { refuse } from '../refusal.ts';
import { httpFile, isHttpFile, type HttpBlock } from './http-blocks.ts';
import { httpStep, isOther } from './http-step.ts';
import { shorten } from '../../../shorten.ts';

export const httpFileReader: PlanReader = {
  kind: '.http file',
  recognises: ({ text, value }) => (value === undefined || typeof value !== 'object') && isHttpFile(text) && !isHurl(text),
  read: ({ text }) => new HttpFileReader().read(text),
};

type Extracts = NonNullable<StepInput['extract']>;
/** "{{login.response.body.$.token}}": a part of the response of the request with that name. */
const REFERENCE = /\{\{\s*([\w-]+)\.response\.(?:(body)\.([^}]+?)|headers\.([\w-]+))\s*\}\}/g;
/** httpyac's "{{login.token}}": a part of the JSON response of the request with this name. */
const SHORT_REFERENCE = /\{\{\s*([A-Za-z_]\w*)((?:\.[A-Za-z_$][\w$]*|\[\d+\])+)\s*\}\}/g;

class HttpFileReader {
  readonly #names = new OwnNames();
  readonly #leftOut: string[] = [];
  /** What each named request must extract from its response. */
  readonly #asked = new Map<string, Extracts>();

  read(text: string): Imported {
    const { variables, blocks, imports } = httpFile(this.#withoutReferences(text));
    if (blocks.length === 0) refuse('This .http file holds no request.');
    const http = blocks.filter((block) => !isOther(block));
    if (http.length === 0)
      refuse('This .http file holds no HTTP request: WebSocket, gRPC and other protocols are not sent by Onrush.');
    if (http.length < blocks.length)
      this.#leftOut.push(
        `${blocks.length - http.length === 1 ? 'A request is' : `${blocks.length - http.length} requests are`} of another protocol, such as WebSocket or gRPC, which Onrush does not send.`,
      );
    for (const file of imports) this.#leftOut.push(`The requests of ${file}, which this file includes, were not read.`);
    const values = Object.fromEntries(variables.map(([name, value]) => [this.#names.of(name), this.#names.template(value)]));
    const requests = http.flatMap((block) => this.#requestOf(block) ?? []);
    const known = new Set(http.map(({ name }) => name));
    for (const name of this.#asked.keys())
      if (!known.has(name)) this.#leftOut.push(`A request uses the response of “${name}”, which is not in this file.`);
    for (const name of this.#names.unknownBuiltIns)
      this.#leftOut.push(`{{${name}}} has no counterpart in Onrush. It is a variable now: give it a value.`);
    return {
      ...NOTHING,
      kind: '.http file',
      name: http.find(({ title }) => title !== '')?.title ?? 'Requests',
      variables: values,
      scenarios: [{ name: 'requests', weight: 1, requests }],
      leftOut: this.#leftOut,
    };
  }

  /** Each reference becomes a name, and the request that it refers to is noted as its source. */
  #withoutReferences(text: string): string {
    const named = new Set([...text.matchAll(/^\s*(?:#+|\/\/)\s*@name[\s=]+([\w-]+)/gm)].map(([, name = '']) => name));
    return text
      .replaceAll(REFERENCE, (whole, request: string, body: string | undefined, path = '', header = '') => {
        if (body === undefined) return this.#ask(request, header, { header });
        // An XPath, which a plan does not support.
        if (path.trim().startsWith('/')) return whole;
        const word = path.split(/[.[\]'"/]+/).findLast((part: string) => /^[A-Za-z_]\w*$/.test(part)) ?? 'body';
        return this.#ask(request, word, { json: jsonPath(path) });
      })
      .replaceAll(SHORT_REFERENCE, (whole, request: string, path: string) => {
        if (!named.has(request) || /^\.(?:response|request)\b/.test(path)) return whole;
        const word = path.split(/[.[\]]+/).findLast((part) => /^[A-Za-z_]\w*$/.test(part)) ?? 'body';
        return this.#ask(request, word, { json: `$${path}` });
      });
  }

  #ask(request: string, word: string, extract: Extracts[string]): string {
    const before = this.#asked.get(request) ?? {};
    const known = Object.keys(before).find((name) => JSON.stringify(before[name]) === JSON.stringify(extract));
    const name = known ?? this.#names.of(this.#free(`${request}_${word}`, before));
    this.#asked.set(request, { ...before, [name]: extract });
    return `{{${name}}}`;
  }

  /** Two paths may end in the same word. */
  #free(wanted: string, taken: Extracts): string {
    let name = wanted;
    for (let number = 2; Object.hasOwn(taken, this.#names.of(name)); number++) name = `${wanted}_${number}`;
    return name;
  }

  #requestOf(block: HttpBlock): ImportedRequest | null {
    const who = `“${block.title || block.name || shorten(block.requestLine)}”`;
    const say = (sentence: string): void => void this.#leftOut.push(`${who}: ${sentence}`);
    const step = httpStep(block, { names: this.#names, asked: this.#asked.get(block.name) ?? {}, say });
    if (step === null) return null;
    const leftAside = block.marks.has('disabled') ? 'disabled' : step.method === 'DELETE' ? 'deletes' : null;
    return { step, group: '', leftAside, recorded: null };
  }
}

/** VS Code writes $.token or an XPath, JetBrains writes token. */
function jsonPath(path: string): string {
  if (path.startsWith('$')) return path;
  return path === '*' ? '$' : `$.${path.replace(/^\./, '')}`;
}
