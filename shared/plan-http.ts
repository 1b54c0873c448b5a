// How a plan's requests travel: connections, redirects and name resolution. Knows no load and no steps.
import { z } from 'zod';

/** Browsers give up at about this many. */
const MAX_REDIRECTS = 20;
const REDIRECTS_TEXT = `Write how many redirects to follow, from 0 to ${MAX_REDIRECTS}. 0 follows none.`;

export const httpSchema = z.strictObject({
  keepAlive: z
    .boolean({ error: 'Write true or false.' })
    .default(true)
    .meta({ description: 'Keep a connection open for the next request of its virtual user.' }),
  followRedirects: z
    .int({ error: REDIRECTS_TEXT })
    .min(0, REDIRECTS_TEXT)
    .max(MAX_REDIRECTS, REDIRECTS_TEXT)
    .default(0)
    .meta({
      description: 'How many redirects in a row are followed; each is a request of its own. 0: a redirect is the answer.',
    }),
  dnsCache: z
    .enum(['run', 'connection'], { error: 'Write "run" or "connection".' })
    .default('run')
    .meta({ description: 'Resolve a host name once for the run, or anew for each connection.' }),
});

export type HttpOptions = z.output<typeof httpSchema>;
