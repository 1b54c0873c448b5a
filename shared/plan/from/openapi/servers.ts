// The server addresses of an API, with the defaults of their variables. Pure.
import { fieldsOf, isFields, listOf, textOf } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';

/** The first server of `value`; null if none has a host. */
export function serverOf(value: unknown): string | null {
  const servers = listOf(value).filter(isFields);
  for (const server of servers) {
    const variables = fieldsOf(server['variables']);
    const url = textOf(server['url']).replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      const variable = fieldsOf(variables[name]);
      return textOf(variable['default']) || textOf(listOf(variable['enum'])[0]);
    });
    if (/^https?:\/\/[^/]/i.test(url)) return url.replace(/\/+$/, '');
  }
  return null;
}

/** The server of the whole document. */
export function documentServer({ root, isSwagger }: ApiDocument): string | null {
  if (!isSwagger) return serverOf(root['servers']);
  const host = textOf(root['host']);
  const schemes = listOf(root['schemes']).map(textOf);
  const scheme = schemes.find((one) => one === 'https') ?? schemes.find((one) => one === 'http') ?? 'https';
  return host === '' ? null : `${scheme}://${host}${basePath(root)}`.replace(/\/+$/, '');
}

/** The path that precedes all others, without the host. */
export function basePath(root: Readonly<Record<string, unknown>>): string {
  const path = textOf(root['basePath']) || pathOfServer(textOf(fieldsOf(listOf(root['servers'])[0])['url']));
  return path === '' || path.startsWith('/') ? path.replace(/\/+$/, '') : `/${path}`;
}

function pathOfServer(url: string): string {
  return url.startsWith('/') ? url : '';
}
