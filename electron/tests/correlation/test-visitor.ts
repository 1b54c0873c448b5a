// The person who uses a site while it is recorded: keeps cookies, follows redirects, and notes which values came from a response.
import type { Answered, Asked, Site } from './test-site.ts';

export interface Entry {
  readonly asked: Asked;
  readonly answered: Answered;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly resource: 'document' | 'xhr' | 'fetch' | 'script' | 'image' | 'ping';
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: readonly (readonly [string, string])[] | Readonly<Record<string, string>>;
  readonly body?: string;
  readonly resource?: Entry['resource'];
}

export class Visitor {
  readonly entries: Entry[] = [];
  /** Values that only a response or the client could have produced. */
  readonly truth = new Set<string>();
  readonly #site: Site;
  readonly #cookies = new Map<string, string>();
  /** In ms since 1970. */
  now: number;

  constructor(site: Site, now: number) {
    this.#site = site;
    this.now = now;
  }

  /** Notes that the value is different each time. */
  took(value: string): string {
    if (value === '') throw new Error('The response does not hold the value');
    this.truth.add(value);
    return value;
  }

  /** The part of the last response that the expression matches. */
  find(expression: RegExp): string {
    return expression.exec(this.body)?.[1] ?? '';
  }

  get last(): Answered {
    const entry = this.entries.at(-1);
    if (entry === undefined) throw new Error('Nothing was sent');
    return entry.answered;
  }

  get body(): string {
    return this.last.body;
  }

  header(name: string): string {
    return this.last.headers.find(([one]) => one === name)?.[1] ?? '';
  }

  json<T = Record<string, string>>(): T {
    return JSON.parse(this.body) as T;
  }

  cookie(name: string): string {
    return this.#cookies.get(name) ?? '';
  }

  async wait(ms: number): Promise<void> {
    this.now += ms;
    await Promise.resolve();
  }

  /** Sends one request and follows no redirect. */
  send(url: string, sent: Sent = {}): Answered {
    const path = url.replace(this.#site.origin, '');
    const { body, type } = bodyOf(sent);
    const line = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      accept: '*/*',
      'user-agent': 'Mozilla/5.0',
      ...(type === '' ? {} : { 'content-type': type }),
      ...(line === '' ? {} : { cookie: line }),
      ...sent.headers,
    };
    const asked: Asked = { method: sent.method ?? (body === '' ? 'GET' : 'POST'), url: path, headers, body };
    const answered = this.#site.answer(asked);
    for (const [name, value] of answered.headers) if (name === 'set-cookie') this.#keep(value);
    const durationMs = 4 + (this.entries.length % 7);
    this.entries.push({ asked, answered, startedAt: this.now, durationMs, resource: sent.resource ?? 'fetch' });
    this.now += durationMs + 5;
    return answered;
  }

  /** Opens a page as a browser does: redirects are followed, each as a separate request. */
  go(url: string, sent: Sent = {}): Answered {
    let answered = this.send(url, { resource: 'document', ...sent });
    let from = url;
    for (let hops = 0; answered.status >= 301 && answered.status <= 303 && hops < 8; hops += 1) {
      const next = new URL(this.header('location'), new URL(from, this.#site.origin));
      from = next.href.split('#')[0] ?? '';
      answered = this.send(from, { resource: 'document' });
    }
    return answered;
  }

  #keep(line: string): void {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function bodyOf({ json, form, body = '' }: Sent): { readonly body: string; readonly type: string } {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' };
  if (form === undefined) return { body, type: '' };
  const pairs = Array.isArray(form) ? form.map(([name, value]) => [name, value]) : Object.entries(form);
  return { body: new URLSearchParams(pairs as [string, string][]).toString(), type: 'application/x-www-form-urlencoded' };
}
