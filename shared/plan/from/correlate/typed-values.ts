// Whether a person typed what a request contains: then it can differ for each user. Pure.
import type { Leaf } from './leaf.ts';

const TYPED_FIELD =
  /(?:^|[_.[\]-]|(?<=[a-z]))(?:user|user_?name|login|e?mail|name|first|last|phone|tel|address|street|city|zip|postal\w*|country|company|title|subject|text|comment|message|content|body|description|note|query|search|term|keyword|q|amount|price|quantity|qty|birthday|age|bio|review|question|answer|title|tag)s?\]?$/i;
const SECRET_FIELD = /pass|pwd|secret|pin$|otp|cvv|cvc|card_?number|iban|ssn/i;
const PROGRAM_FIELD =
  /operation_?name|display_?name|file_?name|event_?name|screen_?name|type_?name|class_?name|grant|scope|redirect/i;

export function isTyped({ place, field, text }: Leaf, method: string): boolean {
  if (SECRET_FIELD.test(field) || PROGRAM_FIELD.test(field) || text.length > 500 || /^\s*[{[<]/.test(text)) return false;
  if (place === 'query') return /^(?:q|query|search|s|term|keyword|keywords|text)$/i.test(field);
  return (
    place === 'body' &&
    !/^(?:GET|HEAD|OPTIONS)$/i.test(method) &&
    TYPED_FIELD.test(field) &&
    !/^(?:true|false|null|on)$/.test(text)
  );
}
