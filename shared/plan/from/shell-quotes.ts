// Decodes the escapes inside bash's $'…'. Pure.
import { refuse } from './refusal.ts';

const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([^])|([^]))|([^\\]+)|\\$/g;

/** The text inside $'…', up to a zero byte. Consecutive escaped bytes are decoded together as UTF-8. */
export function ansiText(quoted: string): string {
  let text = '';
  let bytes: number[] = [];
  for (const [, hex, octal, short, long, control, letter, plain] of quoted.matchAll(ESCAPE)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else {
      text += utf8Text(bytes) + (plain ?? unescaped(short ?? long, control, letter));
      bytes = [];
    }
  }
  return (text + utf8Text(bytes)).replace(/\0[^]*$/, '');
}

function utf8Text(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return refuse('This command has bytes that are not UTF-8 text. A plan carries text, so write them as characters.');
  }
}

function unescaped(code: string | undefined, control: string | undefined, letter = '\\'): string {
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ffff));
  if (control !== undefined) return String.fromCodePoint((control.codePointAt(0) ?? 0) & 0x1f);
  return LETTERS[letter] ?? letter;
}
