// Turns Insomnia's names and template tags into those of a plan. Pure.
import { bytesOfBase64, textOfBytes } from '../imported/base64.ts';
import type { StepInput } from '../imported/imported.ts';
import type { OwnNames } from '../imported/own-names.ts';
import { isFields, textOf, type Fields } from '../imported/parts.ts';

type Extract = NonNullable<StepInput['extract']>[string];

/** A value that a tag needs from another request's response. */
export interface AskedValue {
  readonly request: string;
  readonly name: string;
  readonly extract: Extract;
  /** The name under which it is extracted. */
  readonly word: string;
}

const TAG = /\{%\s*([\w-]+)\s*([^%]*)%\}/g;

export class InsomniaTexts {
  readonly #names: OwnNames;
  readonly asked: AskedValue[] = [];
  /** Tags that have no counterpart. */
  readonly unknown = new Set<string>();

  constructor(names: OwnNames) {
    this.#names = names;
  }

  template(text: string): string {
    const tagless = text.replaceAll(TAG, (_, tag: string, rest: string) => this.#tag(tag, argumentsOf(rest)));
    return this.#names.template(tagless.replaceAll(/\{\{\s*_\[['"]([^'"\]]+)['"]\]\s*\}\}/g, '{{$1}}'));
  }

  /** The name in braces that replaces the tag. */
  #tag(tag: string, words: readonly string[]): string {
    if (tag === 'uuid') return '{{$guid}}';
    if (tag === 'timestamp') return '{{$timestamp}}';
    if (tag === 'now') return (words[0] ?? 'iso').startsWith('iso') ? '{{$isoTimestamp}}' : '{{$timestamp}}';
    if (tag === 'response') return this.#response(words);
    this.unknown.add(tag);
    return `{{${this.#names.of(tag)}}}`;
  }

  /** `{% response 'body', 'req_1', 'b64::JC50b2tlbg==::46b', 'never', 60 %}` */
  #response([part = '', request = '', given = '']: readonly string[]): string {
    const [, encoded] = /^b64::([^:]*)::/.exec(given) ?? [];
    const path = encoded === undefined ? given : textOfBytes(bytesOfBase64(encoded) ?? '');
    const word = path.split(/[.[\]'"/]+/).findLast((one) => /^[A-Za-z_]\w*$/.test(one)) ?? part;
    const extract: Extract = part === 'header' ? { header: path } : { json: path.startsWith('$') ? path : '$' };
    const known = this.asked.find((one) => one.request === request && JSON.stringify(one.extract) === JSON.stringify(extract));
    if (known !== undefined) return `{{${known.name}}}`;
    // Two requests may return a value of the same name.
    const count = this.asked.filter((one) => one.word === word).length;
    const name = this.#names.of(count === 0 ? word : `${word}_${count + 1}`);
    this.asked.push({ request, name, extract, word });
    return `{{${name}}}`;
  }
}

function argumentsOf(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|([^\s,'"]+)/g)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}

/** Nested objects are reached with dots, as in templates. */
export function flatValues(data: unknown, before = ''): readonly (readonly [string, string])[] {
  if (!isFields(data)) return [];
  return Object.entries(data).flatMap(([key, value]): (readonly [string, string])[] => {
    const name = before === '' ? key : `${before}.${key}`;
    if (isFields(value)) return [...flatValues(value, name)];
    return [[name, Array.isArray(value) ? JSON.stringify(value) : textOf(value)]];
  });
}

export function isOff(one: Fields): boolean {
  return one['disabled'] === true;
}
