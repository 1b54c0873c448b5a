// Reads PowerShell's Invoke-WebRequest and Invoke-RestMethod, as browsers copy them, as the parts of a plan. Pure.
import { isOwnHeader } from '../own-headers.ts';
import { headersOf as headersInput } from '../plan-headers.ts';
import { parseProxy } from '../proxy-address.ts';
import { urlEncoded } from './curl-body.ts';
import type { CurlRequest } from './curl-step.ts';
import type { PowerShellValue } from './powershell-value.ts';
import { refuse } from './refusal.ts';
import { shorten } from '../../shorten.ts';

const NAMES: readonly string[] = `Uri Method Headers Body ContentType WebSession SessionVariable UserAgent UseBasicParsing
  MaximumRedirection TimeoutSec ConnectionTimeoutSeconds OperationTimeoutSeconds DisableKeepAlive SkipCertificateCheck
  SkipHeaderValidation SkipHttpErrorCheck OutFile PassThru Proxy HttpVersion Verbose ErrorAction Form InFile Credential
  Authentication Token AllowUnencryptedAuthentication UseDefaultCredentials Certificate CertificateThumbprint CustomMethod
  TransferEncoding MaximumRetryCount RetryIntervalSec Debug SslProtocol PreserveAuthorizationOnRedirect`.split(/\s+/);
const SWITCHES: ReadonlySet<string> = new Set(
  `UseBasicParsing DisableKeepAlive SkipCertificateCheck SkipHeaderValidation SkipHttpErrorCheck PassThru Verbose Debug
  AllowUnencryptedAuthentication UseDefaultCredentials PreserveAuthorizationOnRedirect`.split(/\s+/),
);
const REFUSED: ReadonlySet<string> = new Set(
  'Form InFile Credential Authentication Token UseDefaultCredentials Certificate CertificateThumbprint TransferEncoding'.split(
    ' ',
  ),
);
/** How many redirects PowerShell follows. */
const REDIRECTS = 5;

/** `others` are lines about the session, which contain its user agent and cookies. */
export function webRequest(words: readonly PowerShellValue[], others: readonly PowerShellValue[][]): CurlRequest {
  const given = parametersOf(words);
  const url = textOf(given, 'Uri');
  if (url === undefined) return refuse('This command names no URL.');
  const body = bodyOf(given.get('Body'));
  const method = (textOf(given, 'Method') ?? textOf(given, 'CustomMethod') ?? 'GET').toUpperCase();
  const query = body !== null && method === 'GET' && given.get('Body')?.kind === 'table' ? body : null;
  const timeout = textOf(given, 'TimeoutSec') ?? textOf(given, 'OperationTimeoutSeconds');
  const hops = Number(textOf(given, 'MaximumRedirection') ?? REDIRECTS);
  const proxy = textOf(given, 'Proxy');
  if (proxy !== undefined && parseProxy(proxy) === null)
    refuse(`-Proxy: "${shorten(proxy)}" is not the address of a proxy. Write it as http://host:port.`);
  return {
    step: {
      method,
      url: query === null ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
      headers: headersInput(headersOf(given, others, body !== null && method === 'POST')),
      ...(body === null || query !== null ? {} : { body }),
    },
    http: {
      followRedirects: Number.isInteger(hops) ? Math.max(0, Math.min(hops, 20)) : REDIRECTS,
      ...(given.has('DisableKeepAlive') ? { keepAlive: false } : {}),
      ...(proxy === undefined ? {} : { proxy }),
    },
    tls: given.has('SkipCertificateCheck') ? { verify: false } : {},
    timeouts: timeout === undefined || !(Number(timeout) > 0) ? {} : { total: `${Number(timeout)}s` },
    notes: [],
  };
}

type Parameters = ReadonlyMap<string, PowerShellValue>;

function parametersOf(words: readonly PowerShellValue[]): Parameters {
  const given = new Map<string, PowerShellValue>();
  const rest = words.slice(1);
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === undefined) break;
    const [, written, joined] = (word.kind === 'text' && word.isBare ? /^-([A-Za-z]+)(?::([^]*))?$/.exec(word.text) : null) ?? [];
    if (written === undefined) {
      if (!given.has('Uri')) given.set('Uri', word);
      continue;
    }
    const name = nameOf(written);
    if (REFUSED.has(name)) refuse(`-${name} has no place in a plan. Leave it out, or write the plan by hand.`);
    const value = SWITCHES.has(name) ? word : joined === undefined ? rest.shift() : { ...word, text: joined };
    given.set(name, value ?? refuse(`-${name} needs a value.`));
  }
  return given;
}

function nameOf(written: string): string {
  const found = NAMES.filter((name) => name.toLowerCase().startsWith(written.toLowerCase()));
  const exact = found.find((name) => name.length === written.length);
  return exact ?? found[0] ?? refuse(`PowerShell's parameter -${shorten(written)} has no place in a plan. Leave it out.`);
}

function textOf(given: Parameters, name: string): string | undefined {
  const value = given.get(name);
  if (value === undefined || value.kind === 'text') return value?.text;
  return refuse(
    `-${name} is computed by PowerShell: ${value.kind === 'code' ? shorten(value.code) : `a ${value.kind}`}. Write its text instead.`,
  );
}

function bodyOf(value: PowerShellValue | undefined): string | null {
  if (value === undefined) return null;
  if (value.kind === 'text') return value.text;
  if (value.kind === 'table')
    return value.pairs.map(([name, one]) => `${urlEncoded(name)}=${urlEncoded(pairText(name, one))}`).join('&');
  const code = value.kind === 'code' ? shorten(value.code) : 'a list';
  return refuse(`The body is computed by PowerShell: ${code}. Write its text instead.`);
}

function pairText(name: string, value: PowerShellValue): string {
  if (value.kind === 'text') return value.text;
  const constant = value.kind === 'code' ? /^\$(true|false)$/i.exec(value.code)?.[1] : undefined;
  if (constant !== undefined) return constant.toLowerCase() === 'true' ? 'True' : 'False';
  return refuse(`The value of "${shorten(name)}" is computed by PowerShell. Write its text instead.`);
}

function headersOf(given: Parameters, others: readonly PowerShellValue[][], isForm: boolean): [string, string][] {
  const table = given.get('Headers');
  if (table !== undefined && table.kind !== 'table')
    return refuse('The headers are computed by PowerShell. Write them as @{ "name" = "value" }.');
  const headers: [string, string][] = (table?.pairs ?? [])
    .filter(([name]) => !isOwnHeader(name))
    .map(([name, value]) => [name, pairText(name, value)]);
  const session = given.has('WebSession')
    ? others.flatMap((words) => words.map((word) => (word.kind === 'code' ? word.code : '')))
    : [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && headers.every(([one]) => one.toLowerCase() !== name)) headers.push([name, value]);
  };
  add(
    'user-agent',
    textOf(given, 'UserAgent') ?? firstMatch(session, /\.UserAgent\s*=\s*"((?:[^"`]|`[^])*)"/i)[0]?.replaceAll(/`([^])/g, '$1'),
  );
  const cookies = session.flatMap((code) => [...code.matchAll(/Cookie\(\s*"((?:[^"`]|`[^])*)"\s*,\s*"((?:[^"`]|`[^])*)"/gi)]);
  const pairs = cookies.map(([, name = '', value = '']) => `${name}=${value}`.replaceAll(/`([^])/g, '$1'));
  add('cookie', pairs.length === 0 ? undefined : pairs.join('; '));
  add('content-type', textOf(given, 'ContentType') ?? (isForm ? 'application/x-www-form-urlencoded' : undefined));
  return headers;
}

function firstMatch(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}
