// Parses the names to which Onrush itself gives a value: {{$guid}}, {{$randomInt[1,3]}}. For the values see built-in-values.ts.
import { nearestName } from './nearest-name.ts';

export type BuiltIn =
  | { readonly kind: 'guid' | 'timestamp' | 'isoTimestamp' | 'vu' | 'iteration' }
  | { readonly kind: 'randomInt'; readonly low: number; readonly high: number }
  | { readonly kind: 'randomHex'; readonly digits: number }
  | { readonly kind: 'now'; readonly format: string }
  | { readonly kind: 'env'; readonly name: string };

export type ParsedBuiltIn = { readonly ok: true; readonly builtIn: BuiltIn } | { readonly ok: false; readonly message: string };

const NAMES = ['guid', 'timestamp', 'isoTimestamp', 'randomInt', 'randomHex', 'vu', 'iteration', 'now', 'env'] as const;
const MOST_DIGITS = 1024;

/** `text` begins with a dollar sign. */
export function parseBuiltIn(text: string): ParsedBuiltIn {
  const [, word = '', brackets, variable] = /^\$([A-Za-z]*)(?:\[([^\]]*)\]|\.([\w.-]+))?$/.exec(text) ?? [];
  const name = NAMES.find((known) => known === word);
  if (name === undefined) return refuse(unknownWords(text, word));
  switch (name) {
    case 'randomInt':
      return readRange(brackets ?? '0,1000');
    case 'randomHex':
      return readDigits(brackets ?? '16');
    case 'now':
      return readFormat(brackets ?? 'YYYY-MM-DDTHH:mm:ss.SSSZ');
    case 'env':
      return variable === undefined
        ? refuse('Write the name of an environment variable after $env, such as {{$env.HOME}}.')
        : { ok: true, builtIn: { kind: 'env', name: variable } };
    default:
      if (brackets === undefined && variable === undefined) return { ok: true, builtIn: { kind: name } };
      return refuse(`{{$${name}}} takes nothing in brackets.`);
  }
}

function readRange(text: string): ParsedBuiltIn {
  const [, from, to] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return refuse('Write two whole numbers, such as {{$randomInt[1,6]}}.');
  const [low, high] = [Number(from), Number(to)];
  return low > high
    ? refuse(`{{$randomInt[${text}]}}: the first number is the lowest.`)
    : { ok: true, builtIn: { kind: 'randomInt', low, high } };
}

function readDigits(text: string): ParsedBuiltIn {
  const digits = Number(text);
  const isGood = /^\d+$/.test(text.trim()) && digits >= 1 && digits <= MOST_DIGITS;
  return isGood
    ? { ok: true, builtIn: { kind: 'randomHex', digits } }
    : refuse(`Write a number of digits from 1 to ${MOST_DIGITS}, such as {{$randomHex[16]}}.`);
}

const FORMAT_WORDS = 'Write a format of YYYY, MM, DD, HH, mm, ss and SSS, such as {{$now[YYYY-MM-DD]}}. The time is UTC.';

/** Years and days may be written small, as other tools have them. Any other letter would be sent as it is, within the date. */
function readFormat(text: string): ParsedBuiltIn {
  const format = text.replaceAll('yyyy', 'YYYY').replaceAll(/(?<!d)dd(?!d)/g, 'DD');
  const rest = format.replaceAll(/YYYY|MM|DD|HH|mm|SSS|ss|[TZ]/g, ' ');
  const unknown = /[A-Za-z%]+/.exec(rest)?.[0];
  if (unknown !== undefined) return refuse(`{{$now[${text}]}}: “${unknown}” stands for no part of the time. ${FORMAT_WORDS}`);
  return /YYYY|MM|DD|HH|mm|ss|SSS/.test(format) ? { ok: true, builtIn: { kind: 'now', format } } : refuse(FORMAT_WORDS);
}

/** What other tools call them. */
const OTHER_NAMES: Readonly<Record<string, (typeof NAMES)[number]>> = {
  uuid: 'guid',
  uuidv4: 'guid',
  randomuuid: 'guid',
  random: 'randomInt',
  randominteger: 'randomInt',
  randomnumber: 'randomInt',
  hex: 'randomHex',
  date: 'now',
  datetime: 'now',
  time: 'timestamp',
  epoch: 'timestamp',
  unixtime: 'timestamp',
  isodatetime: 'isoTimestamp',
  user: 'vu',
  thread: 'vu',
  threadnum: 'vu',
  iter: 'iteration',
};

function unknownWords(text: string, given: string): string {
  const [, word = given, rest = ''] = /^\$([A-Za-z]+)[\s(:]+([^)]*)\)?\s*$/.exec(text) ?? [];
  if (/^(?:process)?env(?:ironment)?$|^dotenv$/i.test(word) && rest !== '')
    return `Nothing built in is called {{${text}}}. Did you mean {{$env.${rest.trim()}}}?`;
  const name = OTHER_NAMES[word.toLowerCase()] ?? NAMES.find((known) => known.toLowerCase() === word.toLowerCase());
  const inside = rest
    .trim()
    .split(/[\s,]+/)
    .join(name === 'now' ? ' ' : ',');
  if (name !== undefined) {
    const meant = `$${name}${inside === '' ? '' : `[${inside}]`}`;
    return `Nothing built in is called {{${text}}}. Did you mean {{${parseBuiltIn(meant).ok ? meant : `$${name}`}}}?`;
  }
  const near = /^random(?!int|hex)/i.test(word) ? null : nearestName(word, NAMES);
  const hint = near === null ? `There are ${NAMES.map((name) => `$${name}`).join(', ')}.` : `Did you mean {{$${near}}}?`;
  return `Nothing built in is called {{${text}}}. ${hint}`;
}

function refuse(message: string): ParsedBuiltIn {
  return { ok: false, message };
}

/** Whether `text`, including its dollar sign, is a built-in name. */
export function isBuiltInName(text: string): boolean {
  return parseBuiltIn(text).ok;
}
