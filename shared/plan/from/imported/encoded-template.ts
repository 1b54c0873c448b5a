// A text with names in braces as a part of a URL or form: constant parts are encoded, a name is filled in later. Pure.
import { urlEncoded } from '../curl-body.ts';

export function encodedTemplate(text: string): string {
  return text
    .split(/((?<!\\)\{\{[^}]*\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : urlEncoded(part)))
    .join('');
}
