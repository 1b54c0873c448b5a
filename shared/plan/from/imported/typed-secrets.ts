// Removes text that a person typed into a field for secrets wherever it occurs in a step as a whole value. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import { headerPairs, headersOf } from '../../plan-headers.ts';
import { urlEncoded } from '../curl-body.ts';
import type { StepInput, TypedSecret } from './imported.ts';
import type { SecretNames } from './secret-names.ts';

/** A shorter text may occur elsewhere by chance. */
const SHORTEST_ANYWHERE = 6;

export function withoutTyped(step: StepInput, typed: readonly TypedSecret[], names: SecretNames): StepInput {
  return typed.reduce((left, secret) => withoutOne(left, secret, names), step);
}

function withoutOne(step: StepInput, { name, value }: TypedSecret, names: SecretNames): StepInput {
  const hole = (text: string): string => names.hole(text, nameFrom(name));
  const { url, headers, body } = step;
  return {
    ...step,
    url: withoutFields(url, value, hole),
    ...(headers === undefined
      ? {}
      : {
          headers: headersOf(
            headerPairs(headers).map(([key, text]) => [key, text === escapeTemplate(value) ? hole(text) : text]),
          ),
        }),
    ...(body === undefined ? {} : { body: withoutInBody(body, value, hole) }),
  };
}

function withoutInBody(
  body: NonNullable<StepInput['body']>,
  value: string,
  hole: (text: string) => string,
): NonNullable<StepInput['body']> {
  if (typeof body === 'string') return withoutInText(body, value, hole);
  if (!('multipart' in body)) return body;
  const { multipart } = body;
  return {
    multipart: multipart.map((part) => (part.value === escapeTemplate(value) ? { ...part, value: hole(part.value) } : part)),
  };
}

function withoutInText(text: string, value: string, hole: (text: string) => string): string {
  const inJson = escapeTemplate(JSON.stringify(value));
  if (text.includes(inJson)) return text.replaceAll(inJson, () => `"${hole(inJson.slice(1, -1))}"`);
  const asField = withoutFields(text, value, hole);
  if (asField !== text || value.length < SHORTEST_ANYWHERE) return asField;
  return text.replaceAll(escapeTemplate(value), (found) => hole(found));
}

/** Replaces the value in a query or a form, in any encoding. */
function withoutFields(text: string, value: string, hole: (text: string) => string): string {
  const encoded = new Set([urlEncoded(value), encodeURIComponent(value.toWellFormed()), escapeTemplate(value)]);
  let left = text;
  for (const one of encoded)
    left = left
      .split(/(?<=[&?#])|(?=[&#])/)
      .map((part) => (part.endsWith(`=${one}`) ? `${part.slice(0, -one.length)}${hole(one)}` : part))
      .join('');
  return left;
}

/** "Card number" becomes CARD_NUMBER. */
function nameFrom(label: string): string {
  const name = label
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '');
  return /[^ -~]/.test(label) || name === '' ? 'PASSWORD' : name.slice(0, 40);
}
