// A small site that behaves like one of a family of frameworks: routes, state and responses. It is independent of recordings.
import { Chance } from './test-chance.ts';

export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface Visit extends Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The values of the route's ":name" segments. */
  readonly params: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly form: URLSearchParams;
  readonly json: () => Record<string, unknown>;
}

type Handler = (visit: Visit) => Answered;

export class Site {
  readonly chance: Chance;
  readonly origin: string;
  readonly #routes: { readonly method: string; readonly segments: readonly string[]; readonly handle: Handler }[] = [];

  constructor(seed: number, origin: string) {
    this.chance = new Chance(seed);
    this.origin = origin;
  }

  /** `route`: "POST /orders/:id" */
  on(route: string, handle: Handler): this {
    const [method = '', path = ''] = route.split(' ');
    this.#routes.push({ method, segments: path.split('/'), handle });
    return this;
  }

  answer(asked: Asked): Answered {
    const [path = '', search = ''] = asked.url.split('?');
    const segments = path.split('/');
    for (const route of this.#routes) {
      if (route.method !== asked.method || route.segments.length !== segments.length) continue;
      const params = paramsOf(route.segments, segments);
      if (params === null) continue;
      return route.handle({
        ...asked,
        headers: withLowerNames(asked.headers),
        path,
        params,
        query: new URLSearchParams(search),
        cookies: cookiesOf(asked.headers['cookie'] ?? asked.headers['Cookie'] ?? ''),
        form: new URLSearchParams(asked.body),
        json: () => JSON.parse(asked.body || '{}') as Record<string, unknown>,
      });
    }
    return text('Not found', 404);
  }
}

/** Routes may look up a header as it was sent, or in lower case. */
function withLowerNames(headers: Asked['headers']): Asked['headers'] {
  return { ...headers, ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])) };
}

function paramsOf(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [at, one] of wanted.entries()) {
    const segment = given[at] ?? '';
    if (one.startsWith(':')) params[one.slice(1)] = decodeURIComponent(segment);
    else if (one !== segment) return null;
  }
  return params;
}

function cookiesOf(line: string): Record<string, string> {
  return Object.fromEntries(
    line
      .split(';')
      .map((pair) => pair.trim().split(/=(.*)/s))
      .filter(([name]) => name !== '')
      .map(([name = '', value = '']) => [name, value]),
  );
}

export function json(value: unknown, status = 200, headers: readonly (readonly [string, string])[] = []): Answered {
  return { status, headers: [['content-type', 'application/json; charset=utf-8'], ...headers], body: JSON.stringify(value) };
}

export function page(body: string, status = 200, headers: readonly (readonly [string, string])[] = []): Answered {
  return {
    status,
    headers: [['content-type', 'text/html; charset=utf-8'], ...headers],
    body: `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Site</title></head>\n<body>\n${body}\n</body>\n</html>\n`,
  };
}

export function text(body: string, status = 200, type = 'text/plain'): Answered {
  return { status, headers: [['content-type', type]], body };
}

export function redirect(location: string, status = 302, headers: readonly (readonly [string, string])[] = []): Answered {
  return { status, headers: [['location', location], ['content-type', 'text/html'], ...headers], body: '' };
}

export function cookie(name: string, value: string, rest = '; Path=/; HttpOnly'): readonly [string, string] {
  return ['set-cookie', `${name}=${value}${rest}`];
}

export function refused(status = 403): Answered {
  return json({ error: 'refused' }, status);
}

/** Every request gets new values. */
export function fresh(renew: () => void, handle: (visit: Visit) => Answered): (visit: Visit) => Answered {
  return (visit) => {
    renew();
    return handle(visit);
  };
}
