// A cURL command as the parts of a plan, or a sentence on what of it has no place there. Pure.
import { fail, succeed, type Result } from '../../errors.ts';
import type { PlanInput } from '../plan.ts';

type StepInput = PlanInput['scenarios'][number]['steps'][number];

export interface CurlRequest {
  readonly step: StepInput;
  readonly http: NonNullable<PlanInput['http']>;
  readonly tls: NonNullable<PlanInput['tls']>;
}

export function isCurlCommand(text: string): boolean {
  return /^\s*curl(\.exe)?\s/i.test(text);
}

/** On one line: what a text field would make of a line that goes on in the next one is no command any more. */
export function onOneLine(text: string): string {
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .replaceAll(/\r?\n/g, ' ')
    .trim();
}

export function parseCurl(text: string): Result<CurlRequest> {
  const words = shellWords(text);
  if (words === null) return fail('plan_invalid', 'A quote in this cURL command is never closed. Copy the whole command.');
  const state: Reading = { urls: [], headers: {}, data: [], http: {}, tls: {} };
  const rest = words.slice(1);
  while (rest.length > 0) {
    const fault = readWord(rest.shift() ?? '', rest, state);
    if (fault !== null) return fail('plan_invalid', fault);
  }
  const [url, second] = state.urls;
  if (url === undefined) return fail('plan_invalid', 'This cURL command names no URL.');
  if (second !== undefined) return fail('plan_invalid', `This cURL command names a second URL, ${second}. Give one at a time.`);
  return succeed({ step: stepOf(url, state), http: state.http, tls: state.tls });
}

interface Reading {
  readonly urls: string[];
  readonly headers: Record<string, string>;
  readonly data: string[];
  method?: string;
  auth?: NonNullable<StepInput['auth']>;
  isHead?: boolean;
  /** The data goes to the URL. */
  isGet?: boolean;
  readonly http: { -readonly [K in keyof CurlRequest['http']]: CurlRequest['http'][K] };
  readonly tls: { -readonly [K in keyof CurlRequest['tls']]: CurlRequest['tls'][K] };
}

/** Of no meaning for a request, or of the terminal alone. */
const WITHOUT_MEANING = new Set([
  '-s',
  '--silent',
  '-S',
  '--show-error',
  '-v',
  '--verbose',
  '-i',
  '--include',
  '-f',
  '--fail',
  '-g',
  '--globoff',
  '--compressed',
  '-#',
  '--progress-bar',
  '-sS',
  '-N',
  '--no-buffer',
]);
const WITHOUT_MEANING_BUT_VALUE = new Set(['-o', '--output', '-w', '--write-out', '-m', '--max-time', '--connect-timeout']);
/** Onrush writes these itself. */
const OWN_HEADERS = new Set(['connection', 'content-length', 'transfer-encoding', 'expect', 'te', 'upgrade', 'keep-alive']);

type Reader = (state: Reading, value: string) => string | null;

const FLAGS: Readonly<Record<string, (state: Reading) => void>> = {
  '-k': ({ tls }) => (tls.verify = false),
  '--insecure': ({ tls }) => (tls.verify = false),
  '-L': ({ http }) => (http.followRedirects = 20),
  '--location': ({ http }) => (http.followRedirects = 20),
  '-I': (state) => (state.isHead = true),
  '--head': (state) => (state.isHead = true),
  '-G': (state) => (state.isGet = true),
  '--get': (state) => (state.isGet = true),
  '--http1.1': ({ http }) => (http.version = '1.1'),
  '--http2': ({ http }) => (http.version = 'auto'),
};

const VALUES: Readonly<Record<string, Reader>> = {
  '-X': readMethod,
  '--request': readMethod,
  '-H': readHeader,
  '--header': readHeader,
  '-d': readData,
  '--data': readData,
  '--data-ascii': readData,
  '--data-binary': readData,
  '--data-raw': (state, value) => (state.data.push(value), null),
  '--json': (state, value) => {
    state.headers['content-type'] ??= 'application/json';
    state.headers['accept'] ??= 'application/json';
    return readData(state, value);
  },
  '-u': readUser,
  '--user': readUser,
  '-A': (state, value) => readHeader(state, `user-agent: ${value}`),
  '--user-agent': (state, value) => readHeader(state, `user-agent: ${value}`),
  '-e': (state, value) => readHeader(state, `referer: ${value}`),
  '--referer': (state, value) => readHeader(state, `referer: ${value}`),
  '-b': readCookie,
  '--cookie': readCookie,
  '-x': (state, value) => ((state.http.proxy = value), null),
  '--proxy': (state, value) => ((state.http.proxy = value), null),
  '--unix-socket': (state, value) => ((state.http.socketPath = value), null),
  '--url': (state, value) => (state.urls.push(value), null),
};

function readWord(word: string, rest: string[], state: Reading): string | null {
  if (!word.startsWith('-') || word === '-') return (state.urls.push(word), null);
  const flag = FLAGS[word];
  if (flag !== undefined) return (flag(state), null);
  if (WITHOUT_MEANING.has(word)) return null;
  const [, long = '', given] = /^(--[^=]+)=([^]*)$/.exec(word) ?? [];
  const glued = long === '' && /^-[XHduAebxo]./.test(word);
  const name = long !== '' ? long : glued ? word.slice(0, 2) : word;
  const value = long !== '' ? given : glued ? word.slice(2) : rest.shift();
  if (WITHOUT_MEANING_BUT_VALUE.has(name)) return null;
  const read = VALUES[name];
  if (read === undefined) return `The cURL option ${name} has no place in a plan. Leave it out, or write the plan by hand.`;
  return value === undefined ? `The cURL option ${name} needs a value.` : read(state, value);
}

function readMethod(state: Reading, value: string): null {
  state.method = value;
  return null;
}

function readHeader({ headers }: Reading, value: string): string | null {
  const [, name = '', text = ''] = /^([^:;]+)[:;]\s*([^]*)$/.exec(value) ?? [];
  if (name === '') return `"${value}" is no header. Write it as name: value.`;
  if (!OWN_HEADERS.has(name.trim().toLowerCase())) headers[name.trim()] = text.trim();
  return null;
}

function readData(state: Reading, value: string): string | null {
  if (value.startsWith('@'))
    return `This cURL command reads its body from the file ${value.slice(1)}. Write the body in a plan instead.`;
  state.data.push(value);
  return null;
}

function readUser(state: Reading, value: string): null {
  const [user = '', ...password] = value.split(':');
  state.auth = { type: 'basic', user, password: password.join(':') };
  return null;
}

function readCookie(state: Reading, value: string): string | null {
  return value.includes('=')
    ? readHeader(state, `cookie: ${value}`)
    : `This cURL command reads cookies from the file ${value}. Write them as a header in a plan instead.`;
}

function stepOf(given: string, { headers, data, method, auth, isHead = false, isGet = false }: Reading): StepInput {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const body = data.join('&');
  const hasBody = data.length > 0 && !isGet;
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return {
    method: method ?? (isHead ? 'HEAD' : hasBody ? 'POST' : 'GET'),
    url: isGet && body !== '' ? `${url}${url.includes('?') ? '&' : '?'}${body}` : url,
    headers: hasBody && !hasType ? { ...headers, 'content-type': 'application/x-www-form-urlencoded' } : headers,
    ...(auth === undefined ? {} : { auth }),
    ...(hasBody ? { body } : {}),
  };
}

/** As a POSIX shell splits them, with $'…' as browsers copy it; null where a quote is not closed. */
function shellWords(text: string): string[] | null {
  const words: string[] = [];
  const piece = /\s*((?:\$'(?:[^'\\]|\\[^])*'|'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[^\s'"\\])+)/y;
  const trimmed = text.trim();
  while (piece.lastIndex < trimmed.length) {
    const at = piece.lastIndex;
    const word = piece.exec(trimmed)?.[1];
    if (word === undefined || piece.lastIndex === at) return null;
    words.push(word.replaceAll(/\$'((?:[^'\\]|\\[^])*)'|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/g, unquote));
  }
  return words;
}

function unquote(_: string, ansi?: string, single?: string, double?: string, escaped?: string): string {
  if (ansi !== undefined) return ansi.replaceAll(/\\(u[0-9a-f]{4}|x[0-9a-f]{2}|[^])/gi, (_, code: string) => ansiEscape(code));
  if (double !== undefined) return double.replaceAll(/\\(["\\$`])/g, '$1');
  return single ?? escaped ?? '';
}

function ansiEscape(code: string): string {
  if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return { n: '\n', r: '\r', t: '\t' }[code] ?? code;
}
