// A response as extractions and checks read it: its text and its JSON are created on first use.
import type { Document } from 'domhandler';
import { LazyModule } from '../../../shared/lazy-module.ts';
import { parseExactJson, type JsonValue } from '../../../shared/plan/journey/value.ts';
import { withoutCodings, type CodingFault } from './content-coding.ts';

/** Loaded before a plan that selects from HTML is sent. */
export const HTML = new LazyModule(() => import('./html.ts'));

/** The parts of its response that a step can read. Header names are in lower case. */
export interface JudgedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The part of the body that was kept. */
  readonly body: Buffer;
  /** The length of the whole body. */
  readonly bodyBytes: number;
}

export class Received {
  readonly response: JudgedResponse;
  /** Sent to last byte, in ms. */
  readonly serviceMs: number;
  #bytes: Buffer | null = null;
  #text: string | null = null;
  /** Why the content coding could not be undone. */
  #codingFault: CodingFault | null = null;
  #json: { readonly value: JsonValue } | null | undefined;
  #document: Document | null = null;

  constructor(response: JudgedResponse, serviceMs: number) {
    this.response = response;
    this.serviceMs = serviceMs;
  }

  get text(): string {
    this.#text ??= textOf(this.bytes, charsetOf(this.header('content-type') ?? ''));
    return this.#text;
  }

  /** True if the body is longer than the part that was kept. */
  get isCut(): boolean {
    return this.response.bodyBytes > this.response.body.length;
  }

  get isUtf8(): boolean {
    return charsetOf(this.header('content-type') ?? '') === UTF8;
  }

  /** True if the JSON has already been parsed. */
  get hasJson(): boolean {
    return this.#json !== undefined;
  }

  /** The body without its content coding. A body that cannot be decoded is returned as it arrived. */
  get bytes(): Buffer {
    if (this.#bytes !== null) return this.#bytes;
    const codings = this.headerValues('content-encoding').join(',');
    const undone = codings === '' ? this.response.body : withoutCodings(this.response.body, codings, this.isCut);
    if (typeof undone === 'string') this.#codingFault = undone;
    this.#bytes = typeof undone === 'string' ? this.response.body : undone;
    return this.#bytes;
  }

  /** Says how much of the body was read; null if all of it was. */
  get readPart(): string | null {
    if (this.#codingFault === 'too large') return 'nothing of the body, which has more than 64 MiB unpacked,';
    if (this.#codingFault !== null) {
      const coding = this.headerValues('content-encoding').join(', ').slice(0, 60);
      return `nothing of the body, whose content coding “${coding}” could not be undone,`;
    }
    return this.isCut ? 'the first 16 MiB of the body' : null;
  }

  /** Null if the body is not JSON. */
  get json(): { readonly value: JsonValue } | null {
    if (this.#json === undefined) this.#json = parseExactJson(this.text.replace(/^\uFEFF/, ''));
    return this.#json;
  }

  get document(): Document {
    this.#document ??= HTML.loaded.readHtml(this.text);
    return this.#document;
  }

  header(name: string): string | null {
    const value = this.response.headers[name.toLowerCase()];
    return (typeof value === 'object' ? value[0] : value) ?? null;
  }

  headerValues(name: string): readonly string[] {
    const value = this.response.headers[name.toLowerCase()];
    if (value === undefined) return [];
    return typeof value === 'string' ? [value] : value;
  }
}

const UTF8 = 'utf-8';

/** Most responses have the same type as the one before, so its result is cached. */
let known: { readonly contentType: string; readonly charset: string } = { contentType: '', charset: UTF8 };

function charsetOf(contentType: string): string {
  if (contentType !== known.contentType) known = { contentType, charset: readCharset(contentType) };
  return known.charset;
}

/** In the names of the Encoding Standard, in which ISO 8859-1 is windows-1252; one that it does not know is read as UTF-8. */
function readCharset(contentType: string): string {
  const label = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  if (label === undefined) return UTF8;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return UTF8;
  }
}

function textOf(bytes: Buffer, charset: string): string {
  return charset === UTF8 ? bytes.toString() : new TextDecoder(charset).decode(bytes);
}
