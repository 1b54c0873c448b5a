// Encodes a text with names in braces for a URL or form: constant parts are encoded now, values when they are filled in. Pure.
import { urlEncoded } from '../curl-body.ts';

export function encodedTemplate(text: string): string {
  return text
    .split(/((?<!\\)\{\{[^}]*\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : urlEncoded(part)))
    .join('');
}
