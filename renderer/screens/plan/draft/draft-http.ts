// The draft's connection settings: in the form of their controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { HttpOptions } from '../../../../shared/plan/plan-http.ts';
import { nothingIn, numberOf } from './draft-parts.ts';

export const http = z.strictObject({
  version: z.enum(['1.1', '2', 'auto']),
  keepAlive: z.boolean(),
  /** How many connections are shared; empty if each user has its own. */
  connections: z.string().default(''),
  followRedirects: z.string(),
  dnsCache: z.enum(['run', 'connection']),
  /** Empty for none. */
  proxy: z.string(),
  socketPath: z.string(),
});

export type HttpDraft = z.infer<typeof http>;

export function newHttp(): HttpDraft {
  return { version: '1.1', keepAlive: true, connections: '', followRedirects: '0', dnsCache: 'run', proxy: '', socketPath: '' };
}

export function httpDraft({
  proxy,
  socketPath,
  followRedirects,
  version,
  keepAlive,
  connections,
  dnsCache,
  ...rest
}: HttpOptions): HttpDraft {
  nothingIn(rest);
  return {
    version,
    keepAlive,
    connections: typeof connections === 'number' ? String(connections) : '',
    followRedirects: String(followRedirects),
    dnsCache,
    proxy: proxy ?? '',
    socketPath: socketPath ?? '',
  };
}

export function httpInput({ proxy, socketPath, followRedirects, connections, ...rest }: HttpDraft): unknown {
  return {
    ...rest,
    followRedirects: numberOf(followRedirects),
    ...(connections.trim() === '' ? {} : { connections: numberOf(connections) }),
    ...(proxy.trim() === '' ? {} : { proxy }),
    ...(socketPath.trim() === '' ? {} : { socketPath }),
  };
}
