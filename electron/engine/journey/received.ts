// A response as extractions and checks read it: its text and its JSON are created on first use.
import type { Document } from 'domhandler';
import { errorCode } from '../../../shared/error-code.ts';
import { LazyModule } from '../../../shared/lazy-module.ts';
import { parseJson, type JsonValue } from '../../../shared/plan/journey/value.ts';

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
  #isTooLarge = false;
  #json: { readonly value: JsonValue } | null | undefined;
  #document: Document | null = null;

  constructor(response: JudgedResponse, serviceMs: number) {
    this.response = response;
    this.serviceMs = serviceMs;
  }

  get text(): string {
    this.#text ??= this.bytes.toString(charsetOf(this.header('content-type') ?? ''));
    return this.#text;
  }

  /** True if the body is longer than the part that was kept. */
  get isCut(): boolean {
    return this.response.bodyBytes > this.response.body.length;
  }

  get isUtf8(): boolean {
    return charsetOf(this.header('content-type') ?? '') === 'utf8';
  }

  /** True if the JSON has already been parsed. */
  get hasJson(): boolean {
    return this.#json !== undefined;
  }

  /**
   * The body without its content coding. A body that cannot be decoded, because it was cut or is invalid, is returned as it
   * arrived.
   */
  get bytes(): Buffer {
    if (this.#bytes !== null) return this.#bytes;
    try {
      this.#bytes = decoded(this.response.body, this.header('content-encoding'));
    } catch (error) {
      this.#isTooLarge = errorCode(error) === 'ERR_BUFFER_TOO_LARGE';
      this.#bytes = this.response.body;
    }
    return this.#bytes;
  }

  /** Says how much of the body was read; null if all of it was. */
  get readPart(): string | null {
    if (this.isCut) return 'the first 16 MiB of the body';
    return this.#isTooLarge ? 'nothing of the body, which has more than 64 MiB unpacked,' : null;
  }

  /** Null if the body is not JSON. */
  get json(): { readonly value: JsonValue } | null {
    if (this.#json === undefined) this.#json = parseJson(this.text.replace(/^\uFEFF/, ''));
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

/** The largest size that a body may have after decoding. */
const MOST_DECODED = { maxOutputLength: 64 * 1024 * 1024 };

function decoded(body: Buffer, coding: string | null): Buffer {
  const { brotliDecompressSync, gunzipSync, inflateSync } = process.getBuiltinModule('node:zlib');
  if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(body, MOST_DECODED);
  if (coding === 'br') return brotliDecompressSync(body, MOST_DECODED);
  return coding === 'deflate' ? inflateSync(body, MOST_DECODED) : body;
}

type Charset = 'utf8' | 'latin1' | 'utf16le';

/** Most responses have the same type as the one before, so its result is cached. */
let known: { readonly contentType: string; readonly charset: Charset } = { contentType: '', charset: 'utf8' };

function charsetOf(contentType: string): Charset {
  if (contentType !== known.contentType) known = { contentType, charset: readCharset(contentType) };
  return known.charset;
}

function readCharset(contentType: string): Charset {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (/^(iso-8859-1|latin1|windows-1252)$/.test(charset)) return 'latin1';
  return charset.startsWith('utf-16') ? 'utf16le' : 'utf8';
}
