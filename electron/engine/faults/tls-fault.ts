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
  ERR_TLS_CERT_ALTNAME_INVALID: `The certificate belongs to another host name. Give that as server name, ${OR_OFF}`,
};

/**
 * Alerts of a server that requires a client certificate or rejects the one it got. In TLS 1.3 they arrive after the handshake.
 */
const ALERTS: readonly (readonly [RegExp, string])[] = [
  [/alert.certificate.required/i, 'wants a client certificate. Name one under TLS.'],
  [/alert.unknown.ca/i, 'does not accept the client certificate: it does not know who signed it.'],
  [/alert.certificate.expired/i, 'does not accept the client certificate: it has expired.'],
  [/alert.certificate.revoked/i, 'does not accept the client certificate: it was revoked.'],
  [/alert.(bad|unsupported).certificate|alert.certificate.unknown/i, 'does not accept the client certificate.'],
  [/alert.handshake.failure/i, 'refused the TLS handshake. If it wants a client certificate, name one under TLS.'],
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
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined)
    return { outcome: 'tls', code, message: certificate.replace(THE_CERTIFICATE, `${THE_CERTIFICATE} of ${hostname}`) };
  const message = handshakeWords(code, cause, place, context.progress === 'handshaking');
  return message === null ? null : { outcome: 'tls', code: code || 'EPROTO', message };
}

function handshakeWords(code: string, cause: unknown, place: string, isHandshaking: boolean): string | null {
  const text = wordsOf(cause);
  if (/wrong version number|(packet|encrypted) length too long|http request/i.test(text))
    return `${place} does not speak TLS. Did you mean http://?`;
  if (/protocol version|unsupported protocol|no protocols available/i.test(text))
    return `${place} speaks only TLS versions that are too old.`;
  if (isHandshaking && code === 'ECONNRESET') return `${place} broke off the TLS handshake.`;
  const isTls = code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || /before secure TLS/i.test(text);
  return isTls ? `The TLS handshake with ${place} failed.` : null;
}

/** OpenSSL writes "wrong version number", BoringSSL WRONG_VERSION_NUMBER. */
function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replaceAll('_', ' ') : '';
}
