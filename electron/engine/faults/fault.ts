// Turns an error of a socket, TLS or undici into an outcome with one plain sentence. The sentences contain no figures of a single
// request, so that requests that fail alike are counted together.
import { printDuration } from '../../../shared/duration.ts';
import type { Timeouts } from '../../../shared/plan/plan.ts';
import { responseFault, faultCode } from './response-fault.ts';
import type { TimeoutKind } from '../time/deadlines.ts';
import type { Fault, FaultContext, RequestProgress } from './fault-context.ts';
import { h2Fault } from './h2-fault.ts';
import { FileRefusal } from './file-refusal.ts';
import { HostRefusal } from './host-refusal.ts';
import type { Peer } from './fault-context.ts';
import { tlsFault } from './tls-fault.ts';
import { ProxyRefusal } from './proxy-refusal.ts';

export function isConnecting(progress: RequestProgress): boolean {
  return progress === 'resolving' || progress === 'connecting' || progress === 'handshaking';
}

export function faultOf(error: unknown, context: FaultContext): Fault {
  const cause = firstCause(error);
  if (cause instanceof ProxyRefusal) return { outcome: 'connect_failed', code: cause.code, message: cause.message };
  if (cause instanceof HostRefusal || cause instanceof FileRefusal) return cause.fault;
  const code = faultCode(cause);
  return (
    localFault(code) ??
    nameFault(code, context) ??
    h2Fault(code, cause, context) ??
    tlsFault(code, cause, context) ??
    (isConnecting(context.progress) ? connectFault(code, context) : null) ??
    responseFault(code, cause) ??
    brokenFault(code, context)
  );
}

export function timeoutFault(kind: TimeoutKind, timeouts: Timeouts, context: FaultContext): Fault {
  const { progress } = context;
  const limit = printDuration(timeouts[kind]);
  switch (kind) {
    case 'connect':
      return connectTimeout(limit, context);
    case 'firstByte':
      return { outcome: 'timeout', code: 'FIRST_BYTE_TIMEOUT', message: firstByteWords(progress, limit) };
    case 'idle':
      return {
        outcome: 'timeout',
        code: 'IDLE_TIMEOUT',
        message: `The server stopped in the middle of its response for ${limit}.`,
      };
    case 'total':
      return { outcome: 'timeout', code: 'TOTAL_TIMEOUT', message: `${UNDONE[progress]} within ${limit} in total.` };
  }
}

const UNDONE: Readonly<Record<RequestProgress, string>> = {
  resolving: 'The name had no address',
  connecting: 'The connection was not open',
  handshaking: 'The TLS handshake was not done',
  queued: 'The server took no further request on the shared connections',
  sending: 'The server did not read the whole request',
  waiting: 'There was no response',
  heading: 'The response headers were not complete',
  receiving: 'The response was not complete',
};

function connectTimeout(limit: string, { hostname, port, peer, progress }: FaultContext): Fault {
  if (progress === 'resolving') {
    return {
      outcome: 'dns',
      code: 'DNS_TIMEOUT',
      message: `DNS lookup of ${peer.hostname} timed out after ${limit}.`,
    };
  }
  if (progress === 'handshaking') {
    return {
      outcome: 'tls',
      code: 'TLS_TIMEOUT',
      message: `${hostname}:${port} did not finish the TLS handshake within ${limit}. Does it speak TLS?`,
    };
  }
  return {
    outcome: 'connect_timeout',
    code: 'CONNECT_TIMEOUT',
    message: `No response from ${placeWords(peer)} to the connection attempt within ${limit}.`,
  };
}

function firstByteWords(progress: RequestProgress, limit: string): string {
  if (progress === 'sending') return `The server stopped reading the request and sent no response within ${limit}.`;
  if (progress === 'heading') return `The response headers were not complete within ${limit}.`;
  return `The server sent no first byte within ${limit}.`;
}

export const CANCELLED: Fault = {
  outcome: 'cancelled',
  code: 'CANCELLED',
  message: 'Onrush cancelled the request: the run was stopped, or its grace time was over.',
};

/** Dual-stack attempts fail as one AggregateError; its first error describes it well enough. */
function firstCause(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0]);
  if (error instanceof Error && faultCode(error) === 'UND_ERR_CONNECT_TIMEOUT' && error.cause !== undefined)
    return firstCause(error.cause);
  return error;
}

function localFault(code: string): Fault | null {
  switch (code) {
    case 'EMFILE':
    case 'ENFILE':
      return {
        outcome: 'local_limit',
        code,
        message: "This computer's limit of open files was reached. Use fewer virtual users or raise the limit (ulimit -n).",
      };
    case 'EADDRNOTAVAIL':
    case 'EADDRINUSE':
      return {
        outcome: 'local_limit',
        code,
        message: 'This computer ran out of local ports. Use fewer new connections a second.',
      };
    case 'ENOBUFS':
    case 'ENOMEM':
      return {
        outcome: 'local_limit',
        code,
        message: 'This computer ran out of memory for connections. Use fewer virtual users.',
      };
    default:
      return null;
  }
}

function nameFault(code: string, { peer }: FaultContext): Fault | null {
  if (code !== 'ENOTFOUND' && code !== 'EAI_AGAIN' && code !== 'EAI_FAIL' && code !== 'ENODATA') return null;
  const hint = code === 'EAI_AGAIN' ? 'The name server did not respond.' : 'Check the name.';
  return { outcome: 'dns', code, message: `${peer.hostname} has no address (DNS). ${hint}` };
}

/** "127.0.0.1:8080", "the proxy 127.0.0.1:3128", "the socket /run/app.sock". */
function placeWords({ kind, place }: Peer): string {
  return kind === 'server' ? place : `the ${kind} ${place}`;
}

function connectFault(code: string, { peer }: FaultContext): Fault {
  const place = placeWords(peer);
  switch (code) {
    case 'ECONNREFUSED':
      return {
        outcome: 'connect_refused',
        code,
        message: `No ${peer.kind === 'proxy' ? 'proxy' : 'server'} is listening on ${peer.kind === 'proxy' ? peer.place : place} (connection refused). Is it running?`,
      };
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { outcome: 'connect_timeout', code, message: `No response from ${place} to the connection attempt.` };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        outcome: 'connect_failed',
        code,
        message: `${sentence(place)} cannot be reached from this computer (no route). Check the address and the network.`,
      };
    case 'ENOENT':
      return { outcome: 'connect_failed', code, message: `There is no socket ${peer.place}. Is the server started?` };
    case 'EACCES':
      return { outcome: 'connect_failed', code, message: `This computer does not let you open ${place}. Check its permissions.` };
    case 'ECONNRESET':
      return { outcome: 'reset', code, message: `${sentence(place)} reset the connection while it was being opened.` };
    default:
      return { outcome: 'connect_failed', code, message: `Could not connect to ${place}${code === '' ? '' : ` (${code})`}.` };
  }
}

function sentence(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

/** The other side closed the connection in the regular way, but too early. */
export const CLOSED = Object.assign(new Error('The other side closed the connection'), { code: 'CLOSED' });

function brokenFault(said: string, context: FaultContext): Fault {
  const code = said === '' || said === 'UND_ERR_SOCKET' ? CLOSED.code : said;
  const isReset = code === 'ECONNRESET' || code === 'EPIPE';
  if (context.progress === 'receiving') {
    const how = isReset ? 'reset' : 'closed';
    return { outcome: 'truncated', code, message: `The server ${how} the connection in the middle of the body.` };
  }
  return { outcome: isReset ? 'reset' : 'closed', code, message: brokenWords(isReset, context) };
}

function brokenWords(isReset: boolean, context: FaultContext): string {
  const { progress, wasUsed, secure } = context;
  const verb = isReset ? 'reset' : 'closed';
  if (progress === 'heading') return `The server ${verb} the connection in the middle of its headers.`;
  const said = `The server ${verb} the connection without a response, ${momentWords(context)}.`;
  if (wasUsed) {
    const hint = context.sinceSentMs < SOON_MS ? ' It may have closed it as idle just as the request came.' : '';
    return `${said} The connection had carried other requests before.${hint}`;
  }
  if (context.hasSpoken === true) return `${said} The connection was new.`;
  const hint = secure
    ? ' If it wants a client certificate, name one under TLS.'
    : isReset
      ? ''
      : ' If it expects TLS, use https://.';
  return `${said} The connection was new.${hint}`;
}

/** If a connection closes later than this after sending, the server had already begun to work on the request. In ms. */
const SOON_MS = 100;

/** The time is rounded to steps of ten, so that requests that fail alike are counted together. */
function momentWords({ progress, sinceSentMs }: FaultContext): string {
  if (progress === 'sending') return 'while the request was still being sent';
  if (sinceSentMs < 10) return 'less than 10 ms after the request was sent';
  if (sinceSentMs < SOON_MS) return '10 to 100 ms after the request was sent';
  if (sinceSentMs < 1000) return '0.1 to 1 s after the request was sent';
  return sinceSentMs < 10_000 ? '1 to 10 s after the request was sent' : 'more than 10 s after the request was sent';
}
