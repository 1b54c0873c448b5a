// Whether a text is a URL that can be sent to, and what to do if it is not.
import { hostFault } from './host-fault.ts';

/** What is wrong with a URL as a target, or null. */
export function urlFault(input: string): string | null {
  const text = input.trim();
  if (text === '') return 'Write the URL to load, such as http://127.0.0.1:8080/.';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return `A URL begins with http:// or https://.${suggestion(text)}`;
  if (scheme !== 'http' && scheme !== 'https') return `Onrush speaks http:// and https://, not ${scheme}://.`;
  const twice = /^https?:\/\/(https?:\/\/[^]*)$/i.exec(text)?.[1];
  if (twice !== undefined) return `The URL begins twice with a scheme. Did you mean ${twice}?`;
  const parts = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  if (parts === '') return 'The URL names no host. Write for example http://127.0.0.1:8080/.';
  if (parts.includes('@')) return 'Leave user and password out of the URL; give them as authentication instead.';
  if (/[\r\n]/.test(text)) return 'A URL has no line breaks in it.';
  return hostFault(parts) ?? (/[\s\u0000-\u001f]/.test(text) ? 'A URL has no spaces; write %20 instead.' : null);
}

/** Only valid URLs are suggested. */
function suggestion(text: string): string {
  const meant = meantUrl(text);
  const authority = /^[a-z]+:\/\/([^/?#@]*)/i.exec(meant)?.[1] ?? '';
  const isOther = /^(?:javascript|mailto|data|tel|file|about|blob|ws|wss|ftp):/i.test(text);
  return isOther || hostFault(authority) !== null ? ' Write for example http://127.0.0.1:8080/.' : ` Did you mean ${meant}?`;
}

/** Removes surrounding characters and corrects a mistyped "http:/", "http//" or "http;//". */
function meantUrl(text: string): string {
  const bare = text.replaceAll(/^["'<(\s]+|["'>)\s]+$/g, '');
  if (/^https?:\/\/[^/]/i.test(bare)) return bare;
  const [, scheme, rest = ''] = /^(https?)(?:[:;]?[\\/]+|[:;](?=\D|\d+\.))([^]*)$/i.exec(bare) ?? [];
  return scheme === undefined
    ? `http://${bare.replace(/^[\\/]+/, '')}`
    : `${scheme.toLowerCase()}://${rest.replaceAll('\\', '/')}`;
}
