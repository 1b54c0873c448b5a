// Collects the options of a cURL command in order. `curl-step.ts` decides which request they make. Pure.
import type { PlanInput } from '../plan.ts';
import { fileSentence, formPart, urlEncodedField, type CurlFormPart } from './curl-body.ts';
import type { CurlOption } from './curl-options.ts';
import { IGNORED, NOTED, REFUSED } from './curl-without-place.ts';
import { refuse } from './refusal.ts';
import type { ShellWord } from './shell-command.ts';
import { shorten } from '../../shorten.ts';
import { refuseUnset } from './unset-variable.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface CurlReading {
  readonly urls: string[];
  /** As given with -H; an empty value removes the header, and null sends it empty. */
  readonly headers: [name: string, value: string | null][];
  readonly cookies: string[];
  readonly data: string[];
  readonly query: string[];
  readonly form: CurlFormPart[];
  /** The path of the file that contains the data. */
  dataFile?: string;
  /** The path of the file for -T. */
  upload?: string;
  isJson: boolean;
  isHead: boolean;
  isGet: boolean;
  isDigest: boolean;
  isPathAsIs: boolean;
  isGlobOff: boolean;
  isCompressed: boolean;
  scheme: string;
  method?: string;
  user?: string;
  bearer?: string;
  userAgent?: string;
  referer?: string;
  range?: string;
  proxy?: string;
  proxyUser?: string;
  noProxy?: string;
  certType?: string;
  followsRedirects: boolean;
  mostRedirects: number;
  readonly http: Writable<NonNullable<PlanInput['http']>>;
  readonly tls: Writable<NonNullable<PlanInput['tls']>>;
  readonly timeouts: Writable<NonNullable<PlanInput['timeouts']>>;
  readonly notes: string[];
}

export const MOST_REDIRECTS = 20;

export function readOptions(options: readonly CurlOption[], input: ShellWord | null): CurlReading {
  const reading: CurlReading = {
    urls: [],
    headers: [],
    cookies: [],
    data: [],
    query: [],
    form: [],
    isJson: false,
    isHead: false,
    isGet: false,
    isDigest: false,
    isPathAsIs: false,
    isGlobOff: false,
    isCompressed: false,
    scheme: 'http',
    followsRedirects: false,
    mostRedirects: MOST_REDIRECTS,
    http: {},
    tls: {},
    timeouts: {},
    notes: [],
  };
  for (const option of options) readOption(reading, option, input);
  return reading;
}

function readOption(reading: CurlReading, { name, value, isOn, written }: CurlOption, input: ShellWord | null): void {
  const flag = FLAGS[name];
  if (flag !== undefined) return flag(reading, isOn);
  const read = VALUES[name];
  if (read !== undefined && value !== null) {
    if (!TEMPLATES.has(name)) refuseUnset(value);
    return read(reading, value, input);
  }
  const reason = REFUSED[name];
  if (reason !== undefined && isOn) refuse(`${written} ${reason}. Leave it out, or write the plan by hand.`);
  const note = NOTED[name];
  if (note !== undefined) reading.notes.push(`${written}: ${note}.`);
  else if (!IGNORED.has(name))
    refuse(`The cURL option ${written} has no place in a plan. Leave it out, or write the plan by hand.`);
}

const FLAGS: Readonly<Record<string, (reading: CurlReading, isOn: boolean) => void>> = {
  insecure: ({ tls }, isOn) => void (tls.verify = !isOn),
  location: (reading, isOn) => void (reading.followsRedirects = isOn),
  'location-trusted': (reading, isOn) => {
    reading.followsRedirects = isOn;
    reading.notes.push('--location-trusted: a redirect to another host does not get the password.');
  },
  head: (reading, isOn) => void (reading.isHead = isOn),
  get: (reading, isOn) => void (reading.isGet = isOn),
  globoff: (reading, isOn) => void (reading.isGlobOff = isOn),
  digest: (reading, isOn) => void (reading.isDigest = isOn),
  basic: (reading, isOn) => void (reading.isDigest &&= !isOn),
  'path-as-is': (reading, isOn) => void (reading.isPathAsIs = isOn),
  compressed: (reading, isOn) => void (reading.isCompressed = isOn),
  'http1.1': ({ http }) => void (http.version = '1.1'),
  http2: ({ http }) => void (http.version = 'auto'),
  'http2-prior-knowledge': ({ http }) => void (http.version = '2'),
};

/** Options whose values may contain names in braces. */
const TEMPLATES: ReadonlySet<string> = new Set(
  `url header data data-ascii data-binary data-raw data-urlencode json url-query form form-string user oauth2-bearer user-agent
  referer cookie`.split(/\s+/),
);

type ReadValue = (reading: CurlReading, value: string, input: ShellWord | null) => void;

const VALUES: Readonly<Record<string, ReadValue>> = {
  url: ({ urls }, value) => void urls.push(value),
  request: (reading, value) => void (reading.method = value),
  header: readHeader,
  data: (reading, value, input) => readData(reading, value, input, true),
  'data-ascii': (reading, value, input) => readData(reading, value, input, true),
  'data-binary': (reading, value, input) => readData(reading, value, input, false),
  'data-raw': (reading, value) => addData(reading, value),
  'data-urlencode': (reading, value, input) =>
    addData(
      reading,
      urlEncodedField(value, (file) => inputText(file, input)),
    ),
  json: (reading, value, input) => {
    reading.isJson = true;
    const file = fileOf(value, input);
    if (file !== null) return readFile(reading, file);
    const text = value.startsWith('@') ? inputText(value.slice(1), input) : value;
    reading.data.push((reading.data.pop() ?? '') + text);
  },
  'url-query': ({ query }, value) => void query.push(value.startsWith('+') ? value.slice(1) : urlEncodedField(value)),
  form: ({ form }, value) => void form.push(formPart(value, false)),
  'form-string': ({ form }, value) => void form.push(formPart(value, true)),
  'upload-file': (reading, value) => {
    if (/^[-.]?$/.test(value)) refuse(fileSentence('-'));
    reading.upload = value;
  },
  user: (reading, value) => void (reading.user = value),
  'oauth2-bearer': (reading, value) => void (reading.bearer = value),
  'user-agent': (reading, value) => void (reading.userAgent = value),
  referer: (reading, value) => void (reading.referer = value.replace(/;auto$/, '')),
  cookie: readCookie,
  range: (reading, value) => void (reading.range = value),
  'continue-at': (reading, value) =>
    value === '-' ? refuse('-C - goes on with a file of this computer. Leave it out.') : void (reading.range = `${value}-`),
  proxy: (reading, value) => void (reading.proxy = value),
  'proxy-user': (reading, value) => void (reading.proxyUser = value),
  noproxy: (reading, value) => void (reading.noProxy = value),
  'unix-socket': ({ http }, value) => void (http.socketPath = value),
  'max-time': ({ timeouts }, value) => void (timeouts.total = secondsOf('--max-time', value)),
  'connect-timeout': ({ timeouts }, value) => void (timeouts.connect = secondsOf('--connect-timeout', value)),
  'max-redirs': (reading, value) => {
    const count = Number(value);
    reading.mostRedirects = count >= 0 ? Math.min(count, MOST_REDIRECTS) : MOST_REDIRECTS;
  },
  'proto-default': (reading, value) => void (reading.scheme = value),
  cacert: ({ tls }, value) => void (tls.ca = value),
  cert: readCertificate,
  'cert-type': (reading, value) => void (reading.certType = value.toUpperCase()),
  key: ({ tls }, value) => void (tls.key = value),
  pass: ({ tls }, value) => void (tls.passphrase = value),
};

function readHeader(reading: CurlReading, given: string): void {
  if (given.startsWith('@'))
    refuse(`This cURL command reads headers from the file ${shorten(given.slice(1))}. Write them in a plan instead.`);
  const [, name = '', sign = '', text = ''] = /^(:?[^:;]+)([:;])\s*([^]*)$/.exec(given) ?? [];
  if (name === '' || (sign === ';' && text.trim() !== ''))
    refuse(`"${shorten(given)}" is not a header. Write it as name: value.`);
  // The pseudo-headers of HTTP/2, which some browsers copy too.
  if (!name.startsWith(':')) reading.headers.push([name.trim(), sign === ';' ? null : text.trim()]);
}

/** `@name` reads a file; the only one available here is the here-document of the command. */
function readData(reading: CurlReading, given: string, input: ShellWord | null, isText: boolean): void {
  if (!given.startsWith('@')) return addData(reading, given);
  const file = fileOf(given, input);
  if (file !== null) {
    if (isText) reading.notes.push('-d @: curl would leave out the line breaks of the file; they are sent.');
    return readFile(reading, file);
  }
  const text = inputText(given.slice(1), input);
  addData(reading, isText ? text.replaceAll(/[\r\n\0]/g, '') : text);
}

/** The path of the file that `@name` sends; null if the content is in the command. */
function fileOf(given: string, input: ShellWord | null): string | null {
  if (!given.startsWith('@')) return null;
  return /^@(-|\/dev\/stdin)?$/.test(given) ? (given === '@' ? null : (input?.file ?? null)) : given.slice(1);
}

function readFile(reading: CurlReading, file: string): void {
  if (reading.dataFile !== undefined)
    refuse(
      `This cURL command joins the files ${shorten(reading.dataFile)} and ${shorten(file)} to one body. Write them to one file.`,
    );
  reading.dataFile = file;
}

function inputText(file: string, input: ShellWord | null): string {
  if (!/^(-|\/dev\/stdin)$/.test(file) || input === null) return refuse(fileSentence(file));
  return input.fault === null ? input.text : refuse(input.fault);
}

/** Parts of data are concatenated, so a single part is the whole. */
function addData({ data }: CurlReading, text: string): void {
  const before = data.pop();
  data.push(before === undefined ? text : `${before}&${text}`);
}

function readCookie({ cookies }: CurlReading, value: string): void {
  if (value === '') return;
  if (!value.includes('='))
    refuse(`This cURL command reads cookies from the file ${shorten(value)}. Write them as a header in a plan instead.`);
  cookies.push(value);
}

/** "file" or "file:passphrase"; a drive letter is not a file. */
function readCertificate({ tls }: CurlReading, value: string): void {
  const [, file = value, passphrase] = /^((?:[A-Za-z]:[\\/])?(?:[^:\\]|\\[^])+)(?::([^]*))?$/.exec(value) ?? [];
  tls.cert = file.replaceAll('\\:', ':');
  if (passphrase !== undefined) tls.passphrase = passphrase;
}

function secondsOf(option: string, value: string): string {
  if (/^(\d+\.?\d*|\.\d+)$/.test(value) && Number(value) > 0) return `${Number(value)}s`;
  return refuse(`${option} "${shorten(value)}" is not a number of seconds.`);
}
