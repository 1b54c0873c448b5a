// Describes what goes wrong between TCP and HTTP in one plain sentence that names the setting that helps. OpenSSL's own words are
// never shown.
import type { Fault, FaultContext } from './fault-context.ts';

const THE_CERTIFICATE = 'The certificate';
const OR_OFF = 'or switch verification off under TLS.';
const UNKNOWN_AUTHORITY = `The certificate is signed by an authority this computer does not know. Name the authority's CA file, ${OR_OFF}`;

const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: `The certificate is self-signed. Name it as CA file, ${OR_OFF}`,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: `The certificate has expired. Renew it, ${OR_OFF}`,
  CERT_NOT_YET_VALID: `The certificate is not valid yet. Check this computer's clock, ${OR_OFF}`,
  CERT_REVOKED: 'The certificate was revoked.',
  INVALID_PURPOSE: `The certificate was not issued for a server, or by one that may not issue others. Issue it again, ${OR_OFF}`,
  INVALID_CA: `The certificate was issued by one that may not issue others. Issue it again, ${OR_OFF}`,
  PATH_LENGTH_EXCEEDED: `The certificate has more authorities above it than the first of them allows. Issue it again, ${OR_OFF}`,
  CERT_CHAIN_TOO_LONG: `The certificate has too many authorities above it. Issue it again, ${OR_OFF}`,
  CERT_SIGNATURE_FAILURE: `The certificate was changed after it was signed, or is signed by another key. Issue it again, ${OR_OFF}`,
  ERR_TLS_CERT_ALTNAME_INVALID: `The certificate belongs to another host name. Give that as server name, ${OR_OFF}`,
};

/** Causes for which Node has no code, in the words of either library. */
const UNNAMED: readonly (readonly [RegExp, string])[] = [
  [/(key|certificate) too (weak|small)/i, 'has a key that is too short to be safe. Issue it again'],
  [/md too weak/i, 'is signed in a way that is no longer safe. Issue it again'],
  [/subtree violation/i, 'is for a host that its authority may not sign for. Issue it again'],
];

/**
 * Alerts of a server that requires a client certificate or rejects the one it got. In TLS 1.3 they arrive after the handshake.
 */
const ALERTS: readonly (readonly [RegExp, string])[] = [
  [/alert.certificate.required/i, 'wants a client certificate. Name one under TLS.'],
  [/alert.unknown.ca/i, 'does not accept the client certificate: it does not know who signed it.'],
  [/alert.certificate.expired/i, 'does not accept the client certificate: it has expired.'],
  [/alert.certificate.revoked/i, 'does not accept the client certificate: it was revoked.'],
  [
    /alert.(bad|unsupported).certificate|alert.certificate.unknown/i,
    'does not accept the client certificate, or got none. Name another under TLS.',
  ],
  [/alert.access.denied/i, 'denies access to this client certificate, or got none. Name another under TLS.'],
  [
    /alert.handshake.failure/i,
    'refused the TLS handshake. If it wants a client certificate, name one under TLS; otherwise it may share no cipher with this computer.',
  ],
  [/no.application.protocol/i, 'supports no HTTP version that was offered. Choose another under Connection.'],
  [/unrecognized.name/i, 'knows no host of that name. Give another server name under TLS.'],
];

export function tlsFault(code: string, cause: unknown, context: FaultContext): Fault | null {
  if (!context.secure) return null;
  const { hostname } = context;
  const place = `${hostname}:${context.port}`;
  const said = `${code} ${wordsOf(cause)}`;
  const alert = ALERTS.find(([pattern]) => pattern.test(said))?.[1];
  if (alert !== undefined) return { outcome: 'tls', code, message: `${place} ${alert}` };
  if (context.progress !== 'connecting' && context.progress !== 'handshaking') return null;
  const certificate = CERTIFICATE[code] ?? unnamedWords(code, cause);
  if (certificate !== null)
    return { outcome: 'tls', code, message: certificate.replace(THE_CERTIFICATE, `${THE_CERTIFICATE} of ${hostname}`) };
  const message = handshakeWords(code, cause, place, context.progress === 'handshaking');
  return message === null ? null : { outcome: 'tls', code: code || 'EPROTO', message };
}

/** Node gives the code UNSPECIFIED to errors of a certificate that it has no name for. */
function unnamedWords(code: string, cause: unknown): string | null {
  const words = UNNAMED.find(([pattern]) => pattern.test(wordsOf(cause)))?.[1];
  if (words !== undefined) return `${THE_CERTIFICATE} ${words}, ${OR_OFF}`;
  return code === 'UNSPECIFIED' || /^(CERT|UNABLE_TO|ERROR_IN_CERT)_/.test(code)
    ? `${THE_CERTIFICATE} cannot be verified. Issue it again, ${OR_OFF}`
    : null;
}

function handshakeWords(code: string, cause: unknown, place: string, isHandshaking: boolean): string | null {
  const text = wordsOf(cause);
  if (/wrong version number|(packet|encrypted) length too long|http request/i.test(text))
    return `${place} does not speak TLS. Did you mean http://?`;
  if (/protocol version|unsupported protocol|no protocols available/i.test(text))
    return `${place} speaks only TLS versions that are too old.`;
  if (/insufficient security/i.test(text)) return `${place} wants stronger TLS ciphers than this computer offers.`;
  if (/alert internal error/i.test(text)) return `${place} broke off the TLS handshake because of an error of its own.`;
  if (isHandshaking && code === 'ECONNRESET') return `${place} broke off the TLS handshake.`;
  const isTls = code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || /before secure TLS/i.test(text);
  return isTls ? `The TLS handshake with ${place} failed.` : null;
}

/** OpenSSL writes "wrong version number", BoringSSL WRONG_VERSION_NUMBER. */
function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replaceAll('_', ' ') : '';
}
