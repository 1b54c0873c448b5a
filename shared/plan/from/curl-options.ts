// The options that curl knows, by name and letter, and the parsing of a command's words into options with values. From curl's
// manual (7.88, with additions up to 8.15). Pure.
import { refuse } from './refusal.ts';
import type { ShellWord } from './shell-command.ts';
import { shorten } from '../../shorten.ts';

export interface CurlOption {
  /** Without dashes; "url" for a word that is not an option. */
  readonly name: string;
  /** Null if the option takes no value. */
  readonly value: string | null;
  /** False for "--no-name". */
  readonly isOn: boolean;
  /** As written in the command. */
  readonly written: string;
}

const FLAGS: ReadonlySet<string> = new Set(
  `anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest disable disable-eprt
  disable-epsv disallow-username-in-url doh-cert-status doh-insecure eprt epsv fail fail-early fail-with-body false-start
  form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control get globoff haproxy-protocol head help
  http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6
  junk-session-cookies list-only location location-trusted mail-rcpt-allowfails manual metalink mptcp negotiate netrc
  netrc-optional next alpn buffer clobber keepalive npn progress-meter sessionid ntlm ntlm-wb out-null parallel
  parallel-immediate path-as-is post301 post302 post303 progress-bar proxy-anyauth proxy-basic proxy-ca-native proxy-digest
  proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1
  proxytunnel raw remote-header-name remote-name remote-name-all remote-time remove-on-error retry-all-errors
  retry-connrefused sasl-ir show-error show-headers silent skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl
  ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output
  suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3
  tr-encoding trace-ids trace-time use-ascii verbose version xattr`.split(/\s+/),
);

const WITH_VALUE: ReadonlySet<string> = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
  cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
  dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-ca-embed dump-header ech egd-file engine etag-compare
  etag-save expand-data expand-header expand-url expect100-timeout form form-string ftp-account ftp-alternative-to-user
  ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts
  interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
  mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir
  parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
  proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
  proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote
  random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid service-name
  sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize
  time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file
  upload-flags url url-query user user-agent variable vlan-priority write-out`.split(/\s+/),
);

const LETTERS: Readonly<Record<string, string>> = {
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '2': 'sslv2',
  '3': 'sslv3',
  '4': 'ipv4',
  '6': 'ipv6',
  ':': 'next',
  a: 'append',
  A: 'user-agent',
  b: 'cookie',
  B: 'use-ascii',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  J: 'remote-header-name',
  k: 'insecure',
  K: 'config',
  l: 'list-only',
  L: 'location',
  m: 'max-time',
  M: 'manual',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  p: 'proxytunnel',
  P: 'ftp-port',
  q: 'disable',
  Q: 'quote',
  r: 'range',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  Z: 'parallel',
};

/** Parses the words after "curl" into options, in order. @throws Refusal */
export function curlOptions(words: readonly ShellWord[]): CurlOption[] {
  const rest = words.map(({ text, fault }) => (fault === null ? text : refuse(fault)));
  const options: CurlOption[] = [];
  let isOver = false;
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (/^[\u2018-\u201f]/.test(word)) refuse(`${shorten(word)} begins with a typographic quote. Write straight quotes, " or '.`);
    if (word === '--' && !isOver) isOver = true;
    else if (isOver || !/^[-\u2013\u2014]./.test(word)) options.push({ name: 'url', value: word, isOn: true, written: word });
    else if (/^[\u2013\u2014]/.test(word))
      refuse(`${shorten(word)} begins with a long dash. Write options with hyphens, as in --data.`);
    else options.push(...(word.startsWith('--') ? [longOption(word, rest)] : joinedOptions(word, rest)));
  }
  return options;
}

function longOption(word: string, rest: string[]): CurlOption {
  const [, given = '', joined] = /^--([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
  const written = `--${given}`;
  const name = WITH_VALUE.has(given) || FLAGS.has(given) ? given : completed(given);
  if (WITH_VALUE.has(name)) return { name, value: joined ?? valueOf(written, rest), isOn: true, written };
  const isOn = !name.startsWith('no-');
  return { name: isOn ? name : name.slice(3), value: null, isOn, written };
}

/** curl accepts a shortened long name if only one option begins with it. */
function completed(given: string): string {
  if (FLAGS.has(given.replace(/^no-/, ''))) return given;
  const found = [...WITH_VALUE, ...FLAGS].filter((name) => name.startsWith(given));
  const [only] = found;
  if (only === undefined) return refuse(`curl has no option --${given}. Check its spelling, or leave it out.`);
  return found.length === 1
    ? only
    : refuse(
        `--${given} may mean ${found
          .slice(0, 3)
          .map((name) => `--${name}`)
          .join(' or ')}. Write the whole name.`,
      );
}

/** "-sSLd a=1": letters without a value, and possibly a last one that takes the following value. */
function joinedOptions(word: string, rest: string[]): CurlOption[] {
  const options: CurlOption[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const written = `-${letter}`;
    const name = LETTERS[letter] ?? refuse(`curl has no option ${written}. Check ${shorten(word)}, or leave it out.`);
    if (WITH_VALUE.has(name)) {
      const joined = word.slice(at + 1);
      return [...options, { name, value: joined === '' ? valueOf(written, rest) : joined, isOn: true, written }];
    }
    options.push({ name: name.replace(/^no-/, ''), value: null, isOn: !name.startsWith('no-'), written });
  }
  return options;
}

function valueOf(written: string, rest: string[]): string {
  return rest.shift() ?? refuse(`The cURL option ${written} needs a value.`);
}
