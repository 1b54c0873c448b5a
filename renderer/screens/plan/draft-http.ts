// The draft's part on connections: as the controls hold it, from a plan and back. Knows no screen.
import { z } from 'zod';
import type { HttpOptions } from '../../../shared/plan-http.ts';
import { nothingIn, numberOf } from './draft-parts.ts';

export const http = z.strictObject({
  keepAlive: z.boolean(),
  followRedirects: z.string(),
  dnsCache: z.enum(['run', 'connection']),
  /** An empty text: none. */
  proxy: z.string(),
  socketPath: z.string(),
});

export type HttpDraft = z.infer<typeof http>;

export function newHttp(): HttpDraft {
  return { keepAlive: true, followRedirects: '0', dnsCache: 'run', proxy: '', socketPath: '' };
}

export function httpDraft({ keepAlive, followRedirects, dnsCache, proxy, socketPath, ...rest }: HttpOptions): HttpDraft {
  nothingIn(rest);
  return { keepAlive, followRedirects: String(followRedirects), dnsCache, proxy: proxy ?? '', socketPath: socketPath ?? '' };
}

export function httpInput({ keepAlive, followRedirects, dnsCache, proxy, socketPath }: HttpDraft): unknown {
  return {
    keepAlive,
    followRedirects: numberOf(followRedirects),
    dnsCache,
    ...(proxy.trim() === '' ? {} : { proxy }),
    ...(socketPath.trim() === '' ? {} : { socketPath }),
  };
}
