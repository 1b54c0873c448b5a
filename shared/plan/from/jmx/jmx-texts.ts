// Turns JMeter's ${names} and functions into names in braces. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import type { OwnNames } from '../imported/own-names.ts';

export class JmxTexts {
  readonly #names: OwnNames;
  /** "{{users.login}}" for a column of a data file. */
  readonly columns = new Map<string, string>();
  readonly unknownFunctions = new Set<string>();
  /** Values that a property may set from outside, with their defaults. */
  readonly defaults: Record<string, string> = {};

  constructor(names: OwnNames) {
    this.#names = names;
  }

  template(text: string): string {
    let rest = text;
    let made = '';
    for (;;) {
      const found = /\$\{(?:__(\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?|([^{}]+))\}/.exec(rest);
      if (found === null) return made + escapeTemplate(rest);
      const [whole, call, words = '', variable = ''] = found;
      made +=
        escapeTemplate(rest.slice(0, found.index)) +
        (call === undefined ? this.#variable(variable) : this.#called(call, argumentsOf(words)));
      rest = rest.slice(found.index + whole.length);
    }
  }

  #variable(name: string): string {
    const column = this.columns.get(name);
    return `{{${column ?? this.#names.of(name)}}}`;
  }

  #called(name: string, words: readonly string[]): string {
    const [first = '', second = ''] = words;
    switch (name) {
      case 'P':
      case 'property': {
        const own = this.#names.of(first);
        if (second !== '') this.defaults[own] ??= second;
        return `{{${own}}}`;
      }
      case 'UUID':
        return '{{$guid}}';
      case 'time':
        return first === '' ? '{{$timestamp}}' : '{{$isoTimestamp}}';
      case 'Random':
        return /^-?\d+$/.test(first) && /^-?\d+$/.test(second) ? `{{$randomInt[${first},${second}]}}` : '{{$randomInt[0,1000]}}';
      case 'RandomString':
        return `{{$randomHex[${/^\d{1,3}$/.test(first) && Number(first) > 0 ? first : '8'}]}}`;
      case 'threadNum':
        return '{{$vu}}';
      case 'counter':
      case 'iterationNum':
        return '{{$iteration}}';
      default:
        this.unknownFunctions.add(`__${name}`);
        return `{{${this.#names.of(name)}}}`;
    }
  }
}

function argumentsOf(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim());
}
