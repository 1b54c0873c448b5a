// Pieces of JavaScript as text: literals, names and templates. It does not know plans.
import type { JsonValue } from '../journey/value.ts';

/** A string literal in single quotes. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"');
  return `'${inner
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)}'`;
}

/** Escapes constant text for a template literal. */
export function insideTemplate(text: string): string {
  return text.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`);
}

/** `.name`, or `['a-name']` if the name is no identifier. */
export function member(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
}

/** A name as a key in an object literal. */
export function key(name: string): string {
  if (name === '__proto__') return `[${quoted(name)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

export function literal(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return objectText(Object.entries(value).map(([name, one]): Field => [name, literal(one)]));
}

export type Field = readonly [name: string, code: string];

/** On one line if it is short. */
export function objectText(fields: readonly Field[]): string {
  if (fields.length === 0) return '{}';
  const line = `{ ${fields.map(([name, code]) => `${key(name)}: ${code}`).join(', ')} }`;
  return line.length <= 100 && !line.includes('\n') ? line : blockText(fields);
}

/** Each field on its own line. */
export function blockText(fields: readonly Field[]): string {
  return fields.length === 0 ? '{}' : `{\n${fields.map(([name, code]) => indented(`${key(name)}: ${code},`)).join('\n')}\n}`;
}

/**
 * Indents code except within template literals, where another blank would change the text. Only backtick literals with line
 * breaks have such lines, and `templateText` writes none.
 */
export function indented(code: string): string {
  return code.replaceAll(/^(?=.)/gm, '  ');
}

/** Makes a variable or function name from words: "Place order" becomes `placeOrder`. */
export function identifier(words: string, taken: ReadonlySet<string>): string {
  const [first = '', ...rest] = words.match(/[A-Za-z0-9]+/g) ?? [];
  const camel = [first.toLowerCase(), ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  const sound = /^[a-z]/.test(camel) ? camel : `journey${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
  if (!taken.has(sound)) return sound;
  for (let number = 2; ; number += 1) if (!taken.has(`${sound}${number}`)) return `${sound}${number}`;
}
