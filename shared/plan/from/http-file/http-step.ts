// Turns one request of an .http file into a step. Pure.
import { headersOf } from '../../plan-headers.ts';
import { parseOpenCurls } from '../curl.ts';
import { formParts, sentFilePath } from '../imported/form-parts.ts';
import type { AuthInput, StepInput } from '../imported/imported.ts';
import type { OwnNames } from '../imported/own-names.ts';
import { isFields } from '../imported/parts.ts';
import { shorten } from '../../../shorten.ts';
import { httpAsserts } from './http-asserts.ts';
import type { HttpBlock } from './http-blocks.ts';
import { readResponseScript } from './response-script.ts';

interface Surroundings {
  readonly names: OwnNames;
  /** What other requests need from this one's response. */
  readonly asked: NonNullable<StepInput['extract']>;
  /** Receives a sentence about what is left out. */
  readonly say: (sentence: string) => void;
}

const OTHER = /^(?:WEBSOCKET|WSS?|GRPC|RSOCKET|GRAPHQLWS|SSE|EVENTSOURCE|MQTTS?|AMQPS?|RPC)$/;

/** Whether it uses another protocol than HTTP. */
export function isOther({ requestLine }: HttpBlock): boolean {
  return (
    OTHER.test(/^[A-Z]+/.exec(requestLine)?.[0] ?? '') || /^(?:[A-Z]+\s+)?(?:wss?|grpcs?|mqtts?|amqps?):\/\//i.test(requestLine)
  );
}

/** Returns null if there is no request. */
export function httpStep(block: HttpBlock, { names, asked, say }: Surroundings): StepInput | null {
  const template = (text: string): string => names.template(text);
  const [, word, url = ''] = /^(?:([A-Z]+)\s+)?(.*?)(?:\s+HTTP\/[^\s]+(?:\s+\([^)]*\))?)?$/.exec(block.requestLine) ?? [];
  const isGraphql =
    word === 'GRAPHQL' || block.headers.some(([name, value]) => /^x-request-type$/i.test(name) && /^graphql$/i.test(value));
  nameMarks(block, say);
  const read = readResponseScript(block.scripts.join('\n'), (name) => names.of(name));
  const asserted = httpAsserts(block.asserts);
  if (read.rest.length > 0) say(`a part of its response handler was not carried over: ${shorten(read.rest[0] ?? '')}`);
  for (const one of asserted.rest) say(`a test was not carried over: ${shorten(one)}`);
  const extract = { ...asked, ...read.extract };
  const checks = [...asserted.checks, ...read.checks];
  const title = block.title || block.name;
  const judged = {
    ...(Object.keys(extract).length === 0 ? {} : { extract }),
    ...(checks.length === 0 ? {} : { checks }),
  };
  const named = title === '' ? {} : { name: title.slice(0, 200) };
  if (block.command !== null) {
    const step = commandStep(block.command, say);
    return step === null ? null : { ...step, ...named, url: template(step.url), ...judged };
  }
  const { auth, headers } = headersIn(block, isGraphql, template, say);
  const body = isGraphql ? graphqlBody(block.body, template, say) : bodyOf(block, template, say);
  return {
    ...named,
    method: isGraphql ? 'POST' : (word ?? 'GET'),
    url: template(wholeUrl(url, block)),
    ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
    ...(auth === undefined ? {} : { auth }),
    ...(body === null ? {} : { body }),
    ...judged,
  };
}

const MARK_WORDS: Readonly<Record<string, string>> = {
  'no-redirect': 'it does not follow redirects. A plan has one setting for all of its requests.',
  'no-cookie-jar': 'it neither sends nor keeps cookies. A plan has one setting for all of its requests.',
  timeout: 'its timeout was not carried over. A plan has one for all of its requests.',
  'connection-timeout': 'its timeout was not carried over. A plan has one for all of its requests.',
  loop: 'it is sent several times. Onrush sends it once in each iteration.',
  sleep: 'its pause was not carried over. Write a think time at the step before.',
};

function nameMarks({ marks, hasScriptBefore, fillsFile }: HttpBlock, say: (sentence: string) => void): void {
  if (hasScriptBefore) say('a script that runs before the request was not carried over.');
  for (const mark of marks.keys()) if (MARK_WORDS[mark] !== undefined) say(MARK_WORDS[mark]);
  if (fillsFile) say('names in braces in its file are sent as they are; Onrush fills in only what is in the plan.');
}

function commandStep(command: string, say: (sentence: string) => void): StepInput | null {
  const parsed = parseOpenCurls(command);
  if (!parsed.ok) say(`its cURL command was left out: ${parsed.failure.message}`);
  const [first] = parsed.ok ? parsed.value : [];
  for (const note of first?.notes ?? []) say(note);
  return first?.step ?? null;
}

/** The request line only has a path: the host is in a header. */
function wholeUrl(url: string, { headers }: HttpBlock): string {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  if (url.startsWith('/')) return host === undefined ? `{{host}}${url}` : `http://${host}${url}`;
  return /^(?:[a-z]+:\/\/|\{\{)/i.test(url) ? url : `http://${url}`;
}

function bodyOf(
  block: HttpBlock,
  template: (text: string) => string,
  say: (sentence: string) => void,
): NonNullable<StepInput['body']> | null {
  if (block.bodyFile !== null) {
    say(`its body is the file ${block.bodyFile}, which must be there when the plan runs.`);
    return { file: sentFilePath(block.bodyFile) };
  }
  if (block.parts.length > 0)
    return formParts(
      block.parts.map((part) => ('value' in part.content ? { ...part, content: { value: template(part.content.value) } } : part)),
      say,
    );
  if (/^<(?:@\w*)?\s+\S/m.test(block.body))
    say('its body takes in a file between other lines, which a plan cannot do: the line with its name is sent instead.');
  const isForm = block.headers.some(([name, value]) => /^content-type$/i.test(name) && /x-www-form-urlencoded/i.test(value));
  const body = isForm ? block.body.replaceAll(/\s*\n\s*(?=&)|(?<=&)\s*\n\s*/g, '') : block.body;
  return body === '' ? null : template(body);
}

/** The query and, after an empty line, its variables as JSON. */
function graphqlBody(
  text: string,
  template: (text: string) => string,
  say: (sentence: string) => void,
): NonNullable<StepInput['body']> | null {
  const [, query = text, given = ''] = /^([^]*?)\n\s*\n(\{[^]*)$/.exec(text) ?? [];
  if (query.trim() === '') return null;
  try {
    const variables: unknown = given === '' ? {} : JSON.parse(template(given));
    return {
      graphql: query.trim(),
      ...(isFields(variables) && Object.keys(variables).length > 0 ? { variables: JSON.parse(JSON.stringify(variables)) } : {}),
    };
  } catch {
    say('the variables of its GraphQL query are not JSON, so they were left out.');
    return { graphql: query.trim() };
  }
}

function headersIn(
  { headers, parts }: HttpBlock,
  isGraphql: boolean,
  template: (text: string) => string,
  say: (sentence: string) => void,
): { readonly auth: AuthInput | undefined; readonly headers: [string, string][] } {
  let auth: AuthInput | undefined;
  const kept = headers.flatMap(([name, value]): [string, string][] => {
    // Onrush sets the Content-Type of these bodies itself.
    if (parts.length > 0 && /^content-type$/i.test(name)) return [];
    if (isGraphql && /^(?:x-request-type|content-type)$/i.test(name)) return [];
    if (!/^authorization$/i.test(name)) return [[name, template(value)]];
    const [, scheme = '', rest = ''] = /^(Basic|Digest|AWS|NTLM|OAuth2|OpenID)\s+(.+)$/i.exec(value) ?? [];
    const pair = /^(?:Basic|Digest)$/i.test(scheme) ? userAndPassword(rest) : null;
    if (pair !== null) {
      const type = /^Basic$/i.test(scheme) ? ('basic' as const) : ('digest' as const);
      auth = { type, user: template(pair[0]), password: template(pair[1]) };
      return [];
    }
    if (scheme !== '' && !/^Basic$/i.test(scheme)) {
      say(`${scheme} authentication was not carried over.`);
      return [];
    }
    return [[name, template(value)]];
  });
  return { auth, headers: kept };
}

/** "user password" or "user:password"; null for a single word, which is already encoded. */
function userAndPassword(text: string): readonly [user: string, password: string] | null {
  const [, user, password] = /^(\{\{[^}]*\}\}|[^\s:]+)(?:\s*:\s*|\s+)(\S.*)$/.exec(text.trim()) ?? [];
  return user === undefined || password === undefined ? null : [user, password];
}
