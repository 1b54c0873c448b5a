// The draft's part on connections: as the controls hold it, from a plan and back. Knows no screen.
import { z } from 'zod';
import type { HttpOptions } from '../../../shared/plan-http.ts';
import { nothingIn, numberOf } from './draft-parts.ts';

export const http = z.strictObject({
  keepAlive: z.boolean(),
  followRedirects: z.string(),
  dnsCache: z.enum(['run', 'connection']),
});

export type HttpDraft = z.infer<typeof http>;

export function newHttp(): HttpDraft {
  return { keepAlive: true, followRedirects: '0', dnsCache: 'run' };
}

export function httpDraft({ keepAlive, followRedirects, dnsCache, ...rest }: HttpOptions): HttpDraft {
  nothingIn(rest);
  return { keepAlive, followRedirects: String(followRedirects), dnsCache };
}

export function httpInput({ keepAlive, followRedirects, dnsCache }: HttpDraft): unknown {
  return { keepAlive, followRedirects: numberOf(followRedirects), dnsCache };
}
