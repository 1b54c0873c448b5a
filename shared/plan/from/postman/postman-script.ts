// Recognises the most common patterns of Postman's test scripts as extractions and checks. Scripts are never executed. Pure.
import { COMPARED, IS, JSON_ROOT, LITERAL, STATUS_WORDS, STRING, VALUE } from './script-patterns.ts';
import { plainScript } from './plain-script.ts';
import { keyStep } from '../imported/key-step.ts';
import type { StepInput } from '../imported/imported.ts';

type Extracts = NonNullable<StepInput['extract']>;
type Checks = NonNullable<StepInput['checks']>;

export interface ReadScript {
  readonly extract: Extracts;
  readonly checks: Checks;
  /** Variables that the script sets to a constant. */
  readonly constants: Readonly<Record<string, string>>;
  /** Lines that were not recognised. */
  readonly rest: readonly string[];
}

const TEST = String.raw`tests\s*\[[^\]]*\]\s*=\s*`;

/** `nameOf` gives a variable the name that it has in the plan. */
export function readScript(script: string, nameOf: (name: string) => string): ReadScript {
  const reader = new ScriptReader(plainScript(script), nameOf);
  return reader.read();
}

class ScriptReader {
  #text: string;
  readonly #nameOf: (name: string) => string;
  readonly #paths = new Map<string, string>();
  readonly #texts = new Set(['responseBody']);
  readonly #extract: Extracts = {};
  readonly #checks: Checks = [];
  readonly #constants: Record<string, string> = {};

  constructor(text: string, nameOf: (name: string) => string) {
    this.#text = text;
    this.#nameOf = nameOf;
  }

  read(): ReadScript {
    this.#readNames();
    this.#readSets();
    this.#readStatus();
    this.#readBodies();
    this.#readHeaders();
    this.#readValues();
    return { extract: this.#extract, checks: distinct(this.#checks), constants: this.#constants, rest: restOf(this.#text) };
  }

  /** Removes each match; `take` returns false if the match is not recognised after all. */
  #each(pattern: string, take: (...groups: string[]) => boolean): void {
    this.#text = this.#text.replaceAll(new RegExp(pattern, 'g'), (whole: string, ...groups: unknown[]) =>
      take(...groups.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''))) ? '' : whole,
    );
  }

  /** `var user = pm.response.json().user;`: a name for a part of the response. */
  #readNames(): void {
    this.#each(
      String.raw`(?:(?:var|let|const)\s+)?\b([A-Za-z_$][\w$]*)\s*=\s*(${VALUE})\s*(?:\|\|\s*[{\[][}\]])?\s*(?=[;\n]|$);?`,
      (name, value) => {
        const path = this.#pathOf(value);
        if (path !== null) this.#paths.set(name, path);
        return path !== null;
      },
    );
    this.#each(String.raw`(?:var|let|const)\s+([A-Za-z_$][\w$]*)\s*=\s*pm\.response\.text\(\s*\)\s*;?`, (name) => {
      this.#texts.add(name);
      return true;
    });
  }

  #readSets(): void {
    const set = String.raw`(?:pm\.(?:environment|collectionVariables|globals|variables)\.set|postman\.set(?:Environment|Global)Variable)\(\s*(${STRING})\s*,\s*`;
    this.#each(String.raw`${set}pm\.response\.headers\.get\(\s*(${STRING})\s*\)\s*\)\s*;?`, (name, header) =>
      this.#take(name, { header: unquoted(header) }),
    );
    this.#each(String.raw`${set}postman\.getResponseHeader\(\s*(${STRING})\s*\)\s*\)\s*;?`, (name, header) =>
      this.#take(name, { header: unquoted(header) }),
    );
    this.#each(String.raw`${set}pm\.cookies\.get\(\s*(${STRING})\s*\)\s*\)\s*;?`, (name, cookie) =>
      this.#take(name, { cookie: unquoted(cookie) }),
    );
    this.#each(String.raw`${set}(${LITERAL})\s*\)\s*;?`, (name, value) => {
      this.#constants[this.#nameOf(unquoted(name))] = unquoted(value);
      return true;
    });
    this.#each(String.raw`${set}(${VALUE})\s*\)\s*;?`, (name, value) => {
      const path = this.#pathOf(value);
      return path !== null && this.#take(name, { json: path });
    });
  }

  #take(name: string, extract: Extracts[string]): boolean {
    this.#extract[this.#nameOf(unquoted(name))] = extract;
    return true;
  }

  #readStatus(): void {
    const code = String.raw`(?:pm\.response\.code|responseCode\.code)`;
    const add = (text: string): boolean => this.#check({ status: Number(text) });
    this.#each(String.raw`pm\.response\.to\.have\.status\(\s*(\d{3})\s*\)\s*;?`, add);
    this.#each(String.raw`pm\.expect\(\s*${code}\s*\)${IS}\(\s*(\d{3})\s*\)\s*;?`, add);
    this.#each(String.raw`(?:${TEST}|(?:var|let|const)\s+\w+\s*=\s*)${code}\s*={2,3}\s*(\d{3})\s*;?`, add);
    this.#each(String.raw`pm\.expect\(\s*${code}\s*\)\.to\.be\.oneOf\(\s*\[([\d,\s]+)\]\s*\)\s*;?`, (list) =>
      this.#check({ status: list.split(',').flatMap((one) => (one.trim() === '' ? [] : [Number(one)])) }),
    );
    this.#each(String.raw`pm\.response\.to\.be\.(?:ok|success)\b\s*;?`, () => this.#check({ status: '2xx' }));
    this.#each(String.raw`pm\.expect\(\s*${code}\s*\)\.to\.be\.within\(\s*200\s*,\s*2\d\d\s*\)\s*;?`, () =>
      this.#check({ status: '2xx' }),
    );
    this.#each(String.raw`pm\.response\.to\.not\.be\.error\b\s*;?`, () => this.#check({ status: ['2xx', '3xx'] }));
    const words = String.raw`(?:pm\.response\.to\.have\.status|pm\.expect\(\s*pm\.response\.status\s*\)${IS})`;
    this.#each(String.raw`${words}\(\s*(${STRING})\s*\)\s*;?`, (word) => {
      const status = STATUS_WORDS[unquoted(word).toLowerCase()];
      return status !== undefined && this.#check({ status });
    });
    const time = String.raw`(?:pm\.response\.responseTime|responseTime)`;
    const below = (limit: string): boolean => this.#check({ time: `< ${limit}ms` });
    this.#each(String.raw`pm\.expect\(\s*${time}\s*\)\.to\.be\.(?:below|lessThan)\(\s*(\d+)\s*\)\s*;?`, below);
    this.#each(String.raw`${TEST}${time}\s*<\s*(\d+)\s*;?`, below);
  }

  #readBodies(): void {
    const texts = [...this.#texts, String.raw`pm\.response\.text\(\s*\)`].join('|');
    const contains = (value: string): boolean => this.#check({ body: 'contains', value: unquoted(value) });
    this.#each(String.raw`pm\.expect\(\s*(?:${texts})\s*\)\.to\.(?:include|contain)\(\s*(${STRING})\s*\)\s*;?`, contains);
    this.#each(String.raw`${TEST}(?:${texts})\.(?:has|includes)\(\s*(${STRING})\s*\)\s*;?`, contains);
    this.#each(String.raw`pm\.response\.to\.have\.body\(\s*(${STRING})\s*\)\s*;?`, (value) =>
      this.#check({ body: 'is', value: unquoted(value) }),
    );
  }

  #readHeaders(): void {
    this.#each(String.raw`pm\.response\.to\.have\.header\(\s*(${STRING})\s*,\s*(${STRING})\s*\)\s*;?`, (header, value) =>
      this.#check({ header: unquoted(header), is: unquoted(value) }),
    );
    this.#each(String.raw`pm\.response\.to\.have\.header\(\s*(${STRING})\s*\)\s*;?`, (header) =>
      this.#check({ header: unquoted(header), exists: true }),
    );
    this.#each(String.raw`pm\.response\.to\.(?:be\.json\b|have\.jsonBody\(\s*\))\s*;?`, () =>
      this.#check({ header: 'content-type', contains: 'json' }),
    );
    const get = String.raw`pm\.expect\(\s*pm\.response\.headers\.get\(\s*(${STRING})\s*\)\s*\)`;
    this.#each(String.raw`${get}\.to\.(?:include|contain)\(\s*(${STRING})\s*\)\s*;?`, (header, value) =>
      this.#check({ header: unquoted(header), contains: unquoted(value) }),
    );
    this.#each(String.raw`${get}${IS}\(\s*(${STRING})\s*\)\s*;?`, (header, value) =>
      this.#check({ header: unquoted(header), is: unquoted(value) }),
    );
  }

  #readValues(): void {
    this.#readAmounts();
    this.#each(String.raw`pm\.expect\(\s*(${VALUE})\s*\)${IS}\(\s*(${LITERAL})\s*\)\s*;?`, (value, literal) => {
      const path = this.#pathOf(value);
      return path !== null && this.#check({ json: path, is: literalOf(literal) });
    });
    const has = (value: string, property: string): boolean => {
      const path = this.#pathOf(value);
      return path !== null && this.#check({ json: path + keyStep(unquoted(property)), exists: true });
    };
    this.#each(String.raw`pm\.expect\(\s*(${VALUE})\s*\)\.to\.have\.property\(\s*(${STRING})\s*\)\s*;?`, has);
    this.#each(String.raw`${TEST}(${VALUE})\.hasOwnProperty\(\s*(${STRING})\s*\)\s*;?`, has);
    this.#each(
      String.raw`pm\.expect\(\s*(${VALUE})\s*\)\.to\.(?:exist|not\.be\.(?:undefined|null|empty))\b(?:\(\s*\))?\s*;?`,
      (value) => {
        const path = this.#pathOf(value);
        return path !== null && this.#check({ json: path, exists: true });
      },
    );
    this.#each(String.raw`${TEST}(${VALUE})\s*={2,3}\s*(${LITERAL})\s*;?`, (value, literal) => {
      const path = this.#pathOf(value);
      return path !== null && this.#check({ json: path, is: literalOf(literal) });
    });
  }

  /** Checks of counts, sizes and content. */
  #readAmounts(): void {
    const each = (rest: string, checkOf: (path: string, given: string) => Checks[number]): void =>
      this.#each(String.raw`pm\.expect\(\s*(${VALUE})\s*\)${rest}\s*;?`, (value, given = '') => {
        const path = this.#pathOf(value);
        return path !== null && this.#check(checkOf(path, given));
      });
    const number = String.raw`\(\s*(-?\d+(?:\.\d+)?)\s*\)`;
    // The length of a list is the number of its items.
    this.#each(
      String.raw`pm\.expect\(\s*(${VALUE})\.length\s*\)(?:${IS}|\.to\.be\.(above|below|greaterThan|lessThan|at\.least|at\.most))${number}\s*;?`,
      (value, word, amount) => {
        const path = this.#pathOf(value);
        return path !== null && this.#check({ json: path, count: `${COMPARED[word] ?? '=='} ${amount}` });
      },
    );
    each(String.raw`\.to\.have\.(?:lengthOf|length)\(\s*(\d+)\s*\)`, (json, given) => ({ json, count: `== ${given}` }));
    for (const [word, sign] of Object.entries(COMPARED))
      each(String.raw`\.to\.be\.${word}${number}`, (json, given) => ({ json, value: `${sign} ${given}` }));
    each(String.raw`\.to\.(?:include|contain)\(\s*(${STRING})\s*\)`, (json, given) => ({ json, contains: unquoted(given) }));
    each(String.raw`\.to\.be\.(true|false|null)\b`, (json, given) => ({ json, is: literalOf(given) }));
    this.#each(
      String.raw`pm\.expect\(\s*(${VALUE})\s*\)\.to\.have\.property\(\s*(${STRING})\s*,\s*(${LITERAL})\s*\)\s*;?`,
      (value, property, literal) => {
        const path = this.#pathOf(value);
        return path !== null && this.#check({ json: path + keyStep(unquoted(property)), is: literalOf(literal) });
      },
    );
  }

  #check(check: Checks[number]): boolean {
    this.#checks.push(check);
    return true;
  }

  /** "$.user.token" for an expression that refers to a part of the response; null for any other. */
  #pathOf(expression: string): string | null {
    const [, root = '', steps = ''] =
      new RegExp(String.raw`^(${JSON_ROOT}|[A-Za-z_$][\w$]*)([^]*)$`).exec(expression.trim()) ?? [];
    const start = root.includes('(') ? '$' : this.#paths.get(root);
    // The length of a list or text is not one of its members.
    if (start === undefined || /\.\s*length\s*$/.test(steps)) return null;
    const keys = [...steps.matchAll(new RegExp(String.raw`\??\.\s*([A-Za-z_$][\w$]*)|\[\s*(?:(\d+)|(${STRING}))\s*\]`, 'g'))];
    return (
      start +
      keys.map(([, key, index, quoted]) => (index === undefined ? keyStep(key ?? unquoted(quoted ?? '')) : `[${index}]`)).join('')
    );
  }
}

function unquoted(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function literalOf(text: string): string | number | boolean | null {
  if (/^["'`]/.test(text)) return unquoted(text);
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function distinct(checks: Checks): Checks {
  const seen = new Set<string>();
  return checks.filter((check) => {
    const key = JSON.stringify(check);
    return !seen.has(key) && seen.add(key).size > 0;
  });
}

/** What remains after the frames of tests, conditions and console messages are removed. */
function restOf(text: string): readonly string[] {
  return text
    .replaceAll(
      new RegExp(
        String.raw`pm\.test\(\s*${STRING}\s*,\s*(?:async\s*)?(?:function\s*\w*\s*\([^)]*\)|\([^)]*\)\s*=>|\w+\s*=>)`,
        'g',
      ),
      '',
    )
    .replaceAll(/console\.\w+\([^\n]*\)\s*;?/g, '')
    .replaceAll(/\b(?:else\s+)?if\s*\([^\n{]*\)|\belse\b|\btry\b|\bcatch\s*\(\w*\)|["']use strict["']/g, '')
    .split('\n')
    .map((line) => line.replaceAll(/^[\s{}();,]+|[\s{}();,]+$/g, ''))
    .filter((line) => /\w/.test(line));
}
