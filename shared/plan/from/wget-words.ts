// Rewrites a wget command as the words of the cURL command that sends the same request. From wget's manual (1.21). Pure.
import { shorten } from '../../shorten.ts';
import { refuse } from './refusal.ts';
import type { ShellWord } from './shell-command.ts';

interface WgetOption {
  /** Without dashes; "url" for a word that is not an option. */
  readonly name: string;
  readonly value: string;
}

type Translation = (value: string) => readonly string[];

const WITH_VALUE: Readonly<Record<string, Translation>> = {
  method: (value) => ['-X', value],
  header: (value) => ['-H', /:\s*$/.test(value) ? value.replace(/:\s*$/, ';') : value],
  'post-data': (value) => ['--data-raw', value],
  'body-data': (value) => ['--data-raw', value],
  'post-file': (value) => ['--data-binary', `@${value}`],
  'body-file': (value) => ['--data-binary', `@${value}`],
  'user-agent': (value) => ['-A', value],
  referer: (value) => ['-e', value],
  'max-redirect': (value) => ['--max-redirs', value],
  timeout: (value) => connectTimeout(value),
  'connect-timeout': (value) => connectTimeout(value),
  tries: () => [],
  'limit-rate': (value) => ['--limit-rate', value],
  'load-cookies': (value) => ['-b', value],
  'ca-certificate': (value) => ['--cacert', value],
  certificate: (value) => ['--cert', value],
  'certificate-type': (value) => ['--cert-type', value],
  'private-key': (value) => ['--key', value],
  compression: (value) => (value === 'none' ? [] : ['-H', 'Accept-Encoding: gzip']),
  'start-pos': (value) => ['-r', `${value}-`],
  url: (value) => [value],
};

const WITHOUT_VALUE: Readonly<Record<string, readonly string[]>> = {
  'no-check-certificate': ['-k'],
  spider: ['-I'],
  'no-cache': ['-H', 'Cache-Control: no-cache', '-H', 'Pragma: no-cache'],
};

/** They decide where the response is written, what is printed, or how the network is reached, and do not change the request. */
const WITHOUT_PLACE: ReadonlySet<string> = new Set(
  `output-document output-file append-output directory-prefix wait waitretry read-timeout dns-timeout quota
  progress save-cookies secure-protocol bind-address cut-dirs default-page local-encoding remote-encoding rejected-log
  private-key-type prefer-family report-speed restrict-file-names hsts-file preferred-location`.split(/\s+/),
);

const REFUSED: ReadonlySet<string> = new Set(
  `recursive mirror page-requisites input-file execute config level accept reject domains exclude-domains follow-tags
  ignore-tags include-directories exclude-directories accept-regex reject-regex base crl-file ca-directory use-askpass
  warc-file egd-file random-file unlink`.split(/\s+/),
);

const USER: ReadonlySet<string> = new Set(['user', 'http-user', 'password', 'http-password', 'proxy-user', 'proxy-password']);

const LETTERS: Readonly<Record<string, string>> = {
  U: 'user-agent',
  T: 'timeout',
  t: 'tries',
  w: 'wait',
  O: 'output-document',
  o: 'output-file',
  a: 'append-output',
  P: 'directory-prefix',
  Q: 'quota',
  B: 'base',
  e: 'execute',
  i: 'input-file',
  l: 'level',
  A: 'accept',
  R: 'reject',
  D: 'domains',
  I: 'include-directories',
  X: 'exclude-directories',
  r: 'recursive',
  m: 'mirror',
  p: 'page-requisites',
};

const FLAG_LETTERS = /^[qvdSbcNxkKEH46FLV]$/;

/** The words after "wget". wget follows redirects by default and uses URLs as they are. @throws Refusal */
export function wgetAsCurl(words: readonly ShellWord[]): ShellWord[] {
  const options = wgetOptions(words.map(({ text, fault }) => (fault === null ? text : refuse(fault))));
  const valueOf = (...names: readonly string[]): string | undefined =>
    options.findLast(({ name }) => names.includes(name))?.value;
  const login = (option: string, user: string | undefined, password = ''): string[] =>
    user === undefined ? [] : [option, `${user}:${password}`];
  const [first, second] = options.filter(({ name }) => name === 'url');
  if (first === undefined) refuse('This wget command names no URL.');
  if (second !== undefined) refuse(`This wget command names a second URL, ${shorten(second.value)}. Give one at a time.`);
  const curl = [
    '-L',
    '-g',
    ...login('-u', valueOf('user', 'http-user'), valueOf('password', 'http-password')),
    ...login('-U', valueOf('proxy-user'), valueOf('proxy-password')),
    ...options.flatMap(({ name, value }) => (USER.has(name) ? [] : (WITH_VALUE[name]?.(value) ?? WITHOUT_VALUE[name] ?? []))),
  ];
  return curl.map((text) => ({ text, fault: null }));
}

function wgetOptions(words: readonly string[]): WgetOption[] {
  const rest = [...words];
  const options: WgetOption[] = [];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word.startsWith('--')) options.push(longOption(word, rest));
    else if (/^-n[vcdHp]$/.test(word)) continue;
    else if (word.startsWith('-') && word !== '-') options.push(...shortOptions(word.slice(1), rest));
    else options.push({ name: 'url', value: word });
  }
  return options;
}

function longOption(word: string, rest: string[]): WgetOption {
  const [, name = '', value] = /^--([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
  if (REFUSED.has(name)) refuseOption(word);
  const takesValue = USER.has(name) || WITH_VALUE[name] !== undefined || WITHOUT_PLACE.has(name);
  return { name, value: takesValue ? (value ?? valueAfter(word, rest)) : '' };
}

/** For example "-qO-", "-T5", "-q". */
function shortOptions(letters: string, rest: string[]): WgetOption[] {
  const options: WgetOption[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    const name = LETTERS[letter];
    if (name === undefined) {
      if (!FLAG_LETTERS.test(letter)) refuse(`wget has no option -${letter} that Onrush knows. Leave it out.`);
      continue;
    }
    if (REFUSED.has(name)) refuseOption(`-${letter}`);
    const joined = letters.slice(at + 1);
    options.push({ name, value: joined === '' ? valueAfter(`-${letter}`, rest) : joined });
    break;
  }
  return options;
}

function valueAfter(option: string, rest: string[]): string {
  return rest.shift() ?? refuse(`The wget option ${shorten(option)} has no value behind it.`);
}

function refuseOption(option: string): never {
  return refuse(`wget's ${shorten(option)} is no part of one request. Leave it out, or copy the request as a cURL command.`);
}

/** 0 means no limit. */
function connectTimeout(seconds: string): readonly string[] {
  return Number(seconds) > 0 ? ['--connect-timeout', seconds] : [];
}
