// One sentence for one cause, with either library that Node may be built with: OpenSSL on the command line, BoringSSL in the
// window.
import { expect, test } from 'vitest';
import type { FaultContext } from './fault-context.ts';
import { tlsFault } from './tls-fault.ts';

const CONTEXT: FaultContext = {
  hostname: '127.0.0.1',
  port: 8443,
  secure: true,
  peer: { kind: 'server', hostname: '127.0.0.1', place: '127.0.0.1:8443' },
  progress: 'handshaking',
  wasUsed: false,
  sinceSentMs: Number.NaN,
};

const openssl = (words: string): string =>
  `C0B7F2A2:error:0A00010B:SSL routines:ssl3_get_record:${words}:../deps/openssl/ssl.c:354:\n`;
const boringssl = (reason: string): string =>
  `2162688:error:100000f7:SSL routines:OPENSSL_internal:${reason}:../../third_party/boringssl/ssl.cc:127:\n`;

test.each([
  [openssl('wrong version number'), boringssl('WRONG_VERSION_NUMBER'), 'does not speak TLS. Did you mean http://?'],
  [openssl('packet length too long'), boringssl('ENCRYPTED_LENGTH_TOO_LONG'), 'does not speak TLS. Did you mean http://?'],
  [openssl('http request'), boringssl('HTTP_REQUEST'), 'does not speak TLS. Did you mean http://?'],
  [openssl('unsupported protocol'), boringssl('UNSUPPORTED_PROTOCOL'), 'speaks only TLS versions that are too old.'],
  [
    openssl('tlsv1 alert protocol version'),
    boringssl('TLSV1_ALERT_PROTOCOL_VERSION'),
    'speaks only TLS versions that are too old.',
  ],
  [
    openssl('tlsv13 alert certificate required'),
    boringssl('TLSV1_ALERT_CERTIFICATE_REQUIRED'),
    'wants a client certificate. Name one under TLS.',
  ],
  [
    openssl('tlsv1 alert unknown ca'),
    boringssl('TLSV1_ALERT_UNKNOWN_CA'),
    'does not accept the client certificate: it does not know who signed it.',
  ],
  [
    openssl('sslv3 alert certificate expired'),
    boringssl('SSLV3_ALERT_CERTIFICATE_EXPIRED'),
    'does not accept the client certificate: it has expired.',
  ],
  [
    openssl('sslv3 alert certificate revoked'),
    boringssl('SSLV3_ALERT_CERTIFICATE_REVOKED'),
    'does not accept the client certificate: it was revoked.',
  ],
  [
    openssl('sslv3 alert bad certificate'),
    boringssl('SSLV3_ALERT_BAD_CERTIFICATE'),
    'does not accept the client certificate, or got none. Name another under TLS.',
  ],
  [
    openssl('tlsv1 alert access denied'),
    boringssl('TLSV1_ALERT_ACCESS_DENIED'),
    'denies access to this client certificate, or got none. Name another under TLS.',
  ],
  [
    openssl('tlsv1 alert insufficient security'),
    boringssl('TLSV1_ALERT_INSUFFICIENT_SECURITY'),
    'wants stronger TLS ciphers than this computer offers.',
  ],
  [
    openssl('tlsv1 alert internal error'),
    boringssl('TLSV1_ALERT_INTERNAL_ERROR'),
    'broke off the TLS handshake because of an error of its own.',
  ],
  [
    openssl('sslv3 alert handshake failure'),
    boringssl('SSLV3_ALERT_HANDSHAKE_FAILURE'),
    'refused the TLS handshake. If it wants a client certificate, name one under TLS; otherwise it may share no cipher with this computer.',
  ],
  [
    openssl('tlsv1 alert no application protocol'),
    boringssl('TLSV1_ALERT_NO_APPLICATION_PROTOCOL'),
    'supports no HTTP version that was offered. Choose another under Connection.',
  ],
  [
    openssl('tlsv1 unrecognized name'),
    boringssl('TLSV1_ALERT_UNRECOGNIZED_NAME'),
    'knows no host of that name. Give another server name under TLS.',
  ],
])('errors of both libraries are understood: %#', (first, second, words) => {
  for (const text of [first, second]) {
    const fault = tlsFault('EPROTO', Object.assign(new Error(text), { code: 'EPROTO' }), CONTEXT);
    expect(fault).toEqual({ outcome: 'tls', code: 'EPROTO', message: `127.0.0.1:8443 ${words}` });
  }
});

test.each([
  ['INVALID_PURPOSE', 'unsuitable certificate purpose', /was not issued for a server/],
  ['PATH_LENGTH_EXCEEDED', 'path length constraint exceeded', /more authorities above it/],
  ['UNSPECIFIED', 'EE certificate key too weak', /has a key that is too short/],
  ['UNSPECIFIED', 'CA certificate key too weak', /has a key that is too short/],
  ['UNSPECIFIED', 'CA signature digest algorithm too weak; CA md too weak', /signed in a way that is no longer safe/],
  ['UNSPECIFIED', 'permitted subtree violation', /host that its authority may not sign for/],
  ['UNSPECIFIED', 'something new', /cannot be verified/],
  ['CERT_REJECTED', 'certificate rejected', /cannot be verified/],
])('a certificate that is refused as %s, "%s"', (code, text, words) => {
  const fault = tlsFault(code, Object.assign(new Error(text), { code }), CONTEXT);
  expect(fault).toMatchObject({ outcome: 'tls', code, message: expect.stringMatching(words) });
  expect(fault?.message).toMatch(/^The certificate of 127\.0\.0\.1 .*\. Issue it again, or switch verification off under TLS\.$/);
});
