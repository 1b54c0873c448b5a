// Undoes an encoding of a text: URL, HTML, JSON, base64. A text that is not encoded in that way stays unchanged.
import { bytesOfBase64, textOfBytes } from '../from/imported/base64.ts';
import type { Decoding } from './extract-schema.ts';
import { parseJson } from './value.ts';

export function decoded(text: string, decoding: Decoding): string {
  switch (decoding) {
    case 'url':
      return urlDecoded(text);
    case 'html':
      return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, entityText);
    case 'json':
      return jsonDecoded(text);
    case 'base64':
      return base64Text(text);
    case 'jwt':
      return base64Text(text.split('.')[1] ?? '');
  }
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function entityText(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

function jsonDecoded(text: string): string {
  const value = parseJson(`"${text}"`)?.value;
  return typeof value === 'string' ? value : text;
}

function base64Text(text: string): string {
  const bytes = bytesOfBase64(text);
  return bytes === null ? text : textOfBytes(bytes);
}
