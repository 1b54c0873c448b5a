// The options of curl that no field of a plan can express: irrelevant for the request, of little effect, or too important to be
// left out.

/** They concern the terminal, files on this computer, or other protocols. */
export const IGNORED: ReadonlySet<string> = new Set(
  `alpn append basic buffer ca-native clobber compressed-ssh create-dirs create-file-mode crlf delegation disable
  disable-eprt disable-epsv disallow-username-in-url dump-header egd-file engine eprt epsv etag-save expect100-timeout fail
  fail-early fail-with-body false-start happy-eyeballs-timeout-ms http0.9 ignore-content-length include junk-session-cookies
  keepalive keepalive-cnt keepalive-time libcurl list-only location max-filesize mptcp npn out-null output output-dir parallel
  parallel-immediate parallel-max path-as-is progress-bar progress-meter proto proto-redir proxy-basic proxytunnel quote raw
  remote-header-name remote-name remote-name-all remote-time remove-on-error sessionid show-error show-headers silent
  skip-existing speed-limit speed-time ssl ssl-allow-beast ssl-no-revoke ssl-reqd ssl-revoke-best-effort stderr styled-output
  suppress-connect-headers tcp-fastopen tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 trace trace-ascii trace-config trace-ids
  trace-time use-ascii verbose write-out xattr`.split(/\s+/),
);

/** The request stays the same, but something around it differs; the sentence says what. */
export const NOTED: Readonly<Record<string, string>> = {
  'alt-svc': 'Onrush does not follow Alt-Svc',
  'cookie-jar': 'cookies of responses are not stored',
  hsts: 'Onrush keeps no HSTS list',
  ipv4: 'Onrush takes the address that the host name resolves to',
  ipv6: 'Onrush takes the address that the host name resolves to',
  'limit-rate': 'Onrush does not slow down a transfer',
  post301: 'after a 301 a POST becomes a GET',
  post302: 'after a 302 a POST becomes a GET',
  post303: 'after a 303 a POST becomes a GET',
  rate: 'the load of the plan decides how often a request is sent',
  retry: 'a failed request is counted, not repeated',
  'retry-all-errors': 'a failed request is counted, not repeated',
  'retry-connrefused': 'a failed request is counted, not repeated',
  'retry-delay': 'a failed request is counted, not repeated',
  'retry-max-time': 'a failed request is counted, not repeated',
  'tlsv1.3': 'TLS 1.2 is allowed as well',
};

const AUTHENTICATION = 'asks for a kind of authentication that Onrush does not have; it has basic, digest and bearer';
const CONNECTION = 'chooses how the connection is made, and a plan has no field for that';
const CIPHERS = 'chooses details of TLS, and a plan has no field for that';
const PROXY = 'sets up a proxy in a way that Onrush does not have; it has HTTP proxies with user and password';

function each(names: string, reason: string): Record<string, string> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, reason]));
}

/** Without these options a different request would be sent, or in a different way. */
export const REFUSED: Readonly<Record<string, string>> = {
  config: 'reads options from a file',
  version: 'sends nothing',
  help: 'sends nothing',
  manual: 'sends nothing',
  'time-cond': 'asks for a file only if it is newer',
  'etag-compare': 'reads a header from a file',
  'request-target': 'writes another path than that of the URL',
  'tr-encoding': 'asks for a compressed transfer encoding, which Onrush does not read',
  'form-escape': 'escapes the names of form fields in another way',
  'http1.0': 'asks for HTTP/1.0; Onrush speaks HTTP/1.1 and HTTP/2',
  ...each('http3 http3-only', 'asks for HTTP/3; Onrush speaks HTTP/1.1 and HTTP/2'),
  ...each('variable expand-data expand-header expand-url', 'uses variables of curl; write their values instead'),
  ...each('netrc netrc-optional netrc-file', 'reads user and password from a file'),
  ...each('anyauth ntlm ntlm-wb negotiate aws-sigv4 login-options sasl-ir sasl-authzid service-name', AUTHENTICATION),
  ...each('resolve connect-to interface local-port dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers', CONNECTION),
  ...each('doh-url doh-insecure doh-cert-status abstract-unix-socket haproxy-protocol haproxy-clientip ip-tos', CONNECTION),
  ...each('vlan-priority ipfs-gateway', CONNECTION),
  ...each('socks4 socks4a socks5 socks5-hostname socks5-basic socks5-gssapi socks5-gssapi-nec preproxy proxy1.0', PROXY),
  ...each('proxy-anyauth proxy-digest proxy-negotiate proxy-ntlm proxy-header proxy-http2 proxy-insecure', PROXY),
  ...each('proxy-cacert proxy-capath proxy-cert proxy-key proxy-pass socks5-gssapi-service', PROXY),
  ...each('capath crlfile ciphers tls13-ciphers curves sigalgs tls-max pinnedpubkey key-type cert-status sslv2 sslv3', CIPHERS),
  ...each('tlsuser tlspassword tlsauthtype ssl-auto-client-cert ech tls-earlydata', CIPHERS),
};
