// The HTTP settings of a plan: connections, redirects and name resolution. It knows neither load nor steps.
import { z } from 'zod';
import { parseProxy } from './proxy-address.ts';
import { sharedConnectionsOf } from './shared-connections.ts';

/** Browsers stop after about this many. */
const MAX_REDIRECTS = 20;
const REDIRECTS_TEXT = `Write how many redirects to follow, from 0 to ${MAX_REDIRECTS}. 0 follows none.`;

const MOST_CONNECTIONS = 10_000;
const CONNECTIONS_TEXT = `Write "vu" to give each virtual user its own connection, or the number of connections that they share, from 1 to ${MOST_CONNECTIONS}.`;

const PROXY_TEXT = 'Write the proxy as http://host:port, or as http://user:password@host:port.';

const fields = z.strictObject({
  version: z
    .enum(['1.1', '2', 'auto'], { error: 'Write "1.1", "2" or "auto".' })
    .default('1.1')
    .meta({ description: 'The HTTP version to speak; "auto" takes what the server prefers (over http:// always 1.1).' }),
  keepAlive: z
    .boolean({ error: 'Write true or false.' })
    .default(true)
    .meta({ description: 'Keep a connection open for the next request of its virtual user.' }),
  connections: z
    .union([z.literal('vu'), z.int().min(1, CONNECTIONS_TEXT).max(MOST_CONNECTIONS, CONNECTIONS_TEXT)], {
      error: CONNECTIONS_TEXT,
    })
    .optional()
    .meta({
      description:
        'Over HTTP/2: "vu", the default, gives each virtual user its own connection; with a number, all of them share that many connections to each server, with a stream for each request, as browsers do.',
    }),
  followRedirects: z.int({ error: REDIRECTS_TEXT }).min(0, REDIRECTS_TEXT).max(MAX_REDIRECTS, REDIRECTS_TEXT).default(0).meta({
    description:
      'The most redirects to follow, one after another; each counts as a separate request. 0: none is followed, and the redirect is the response.',
  }),
  dnsCache: z
    .enum(['run', 'connection'], { error: 'Write "run" or "connection".' })
    .default('run')
    .meta({ description: 'Resolve a host name once for the run, or again for each connection.' }),
  proxy: z
    .string({ error: PROXY_TEXT })
    .trim()
    .refine((text) => parseProxy(text) !== null, PROXY_TEXT)
    .optional()
    .meta({ description: 'An HTTP proxy to send all requests through, such as http://127.0.0.1:3128.' }),
  socketPath: z
    .string({ error: 'Write the path of a socket.' })
    .trim()
    .min(1, 'Write the path of a socket.')
    .optional()
    .meta({ description: 'A Unix socket to open all connections to; the URL still gives the Host header and the path.' }),
});

export const httpSchema = fields.superRefine((http, context) => {
  const { proxy, socketPath } = http;
  const sharing = sharingFault(http);
  if (sharing !== null) context.addIssue({ code: 'custom', message: sharing, path: ['connections'] });
  if (proxy === undefined || socketPath === undefined) return;
  const message = 'Requests go either through a proxy or to a socket. Leave one of them out.';
  context.addIssue({ code: 'custom', message, path: ['socketPath'] });
});

/** Why users cannot share connections; null if they can. */
function sharingFault(http: z.output<typeof fields>): string | null {
  const { version, keepAlive, proxy } = http;
  if (sharedConnectionsOf(http) === null) return null;
  if (version !== '2')
    return 'Virtual users share connections over HTTP/2 only: over HTTP/1.1 a connection carries one request at a time. Choose HTTP/2, or write "vu".';
  if (!keepAlive) return 'Connections that are closed after each response cannot be shared. Keep them open, or write "vu".';
  return proxy === undefined
    ? null
    : 'Through a proxy each virtual user has its own connection. Leave out the proxy, or write "vu".';
}

export type HttpOptions = z.output<typeof httpSchema>;

/** What is wrong with the chosen version for these URLs, or null. */
export function versionFault({ version, proxy }: HttpOptions, urlsOf: () => readonly string[]): string | null {
  if (version !== '2' || proxy === undefined || urlsOf().every((url) => /^https:/i.test(url))) return null;
  return 'HTTP/2 goes through a proxy over https:// only. Choose automatic or HTTP/1.1.';
}
