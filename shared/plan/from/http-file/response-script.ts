// Recognises the most common patterns of JetBrains' response handlers and Bruno's scripts as extractions and checks. Scripts are
// never executed. Pure.
import { keyStep } from '../imported/key-step.ts';
import type { StepInput } from '../imported/imported.ts';

type Extracts = NonNullable<StepInput['extract']>;
type Checks = NonNullable<StepInput['checks']>;

export interface ReadHandler {
  readonly extract: Extracts;
  readonly checks: Checks;
  /** Lines that were not recognised. */
  readonly rest: readonly string[];
}

const STRING = String.raw`(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
const STEPS = String.raw`((?:\??\.(?!(?:hasOwnProperty|length)\b)[A-Za-z_$][\w$]*|\[\d+\]|\[${STRING}\])*)`;
const ROOT = String.raw`response\.body|res\.body|res\.getBody\(\s*\)`;
const STATUS = String.raw`(?:response\.status|res\.status|res\.getStatus\(\s*\))`;
const IS = String.raw`\.(?:to|is)(?:\.be|\.deep)*\.(?:equals?|eql|eq)`;
const LITERAL = String.raw`(${STRING}|-?\d+(?:\.\d+)?|true|false)`;

export function readResponseScript(script: string, nameOf: (name: string) => string): ReadHandler {
  return new HandlerReader(script.replaceAll(/(?<!:)\/\/[^\n]*|\/\*[^]*?\*\//g, ''), nameOf).read();
}

class HandlerReader {
  #text: string;
  readonly #nameOf: (name: string) => string;
  readonly #extract: Extracts = {};
  readonly #checks: Checks = [];
  /** Names that the script gives to parts of the response. */
  readonly #paths = new Map([
    ['body', '$'],
    ['data', '$'],
    ['json', '$'],
  ]);

  constructor(text: string, nameOf: (name: string) => string) {
    this.#text = text;
    this.#nameOf = nameOf;
  }

  read(): ReadHandler {
    this.#readNames();
    this.#readSets();
    this.#readStatus();
    this.#readAsserts();
    this.#readExpectations();
    return { extract: this.#extract, checks: this.#checks, rest: restOf(this.#text) };
  }

  #each(pattern: string, take: (...groups: string[]) => void): void {
    this.#text = this.#text.replaceAll(new RegExp(pattern, 'g'), (_, ...groups: unknown[]) => {
      take(...groups.slice(0, -2).map((group) => (typeof group === 'string' ? group : '')));
      return '';
    });
  }

  /** Matches the response or a name for a part of it; it adds two groups to a pattern. */
  get #value(): string {
    const names = [...this.#paths.keys()].map((name) => name.replaceAll('$', String.raw`\$`)).join('|');
    return String.raw`(${ROOT}|\b(?:${names})\b)${STEPS}`;
  }

  #pathOf(root: string, steps: string): string {
    return (this.#paths.get(root) ?? '$') + pathOf(steps);
  }

  /** `const token = response.body.token;` */
  #readNames(): void {
    const declared = String.raw`(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*`;
    this.#text = this.#text.replaceAll(
      new RegExp(String.raw`${declared}(?:JSON\.parse\(\s*)?(${ROOT}|\b[A-Za-z_$][\w$]*\b)${STEPS}\s*\)?\s*(?=[;\n]|$);?`, 'g'),
      (whole, name: string, root: string, steps: string) => {
        if (!this.#paths.has(root) && !new RegExp(`^(?:${ROOT})$`).test(root)) return whole;
        this.#paths.set(name, this.#pathOf(root, steps));
        return '';
      },
    );
  }

  #readSets(): void {
    const set = String.raw`(?:client\.(?:global|variables(?:\.\w+)?)\.set|request\.variables\.set|bru\.set(?:Env|Global|Collection)?(?:Env)?Var)\(\s*(${STRING})\s*,\s*`;
    const take = (name: string, source: Extracts[string]): void => void (this.#extract[this.#nameOf(bare(name))] = source);
    this.#each(String.raw`${set}jsonPath\(\s*response\.body\s*,\s*(${STRING})\s*\)\s*\)\s*;?`, (name, path) =>
      take(name, { json: bare(path) }),
    );
    this.#each(String.raw`${set}(?:response\.headers\.valueOf|res\.getHeader)\(\s*(${STRING})\s*\)\s*\)\s*;?`, (name, header) =>
      take(name, { header: bare(header) }),
    );
    this.#each(String.raw`${set}${this.#value}\s*\)\s*;?`, (name, root, steps) =>
      take(name, { json: this.#pathOf(root, steps) }),
    );
  }

  #readStatus(): void {
    const add = (status: string): void => void this.#checks.push({ status: Number(status) });
    this.#each(String.raw`client\.assert\(\s*${STATUS}\s*={2,3}\s*(\d{3})\s*(?:,[^\n]*?)?\)\s*;?`, add);
    this.#each(String.raw`expect\(\s*${STATUS}\s*\)${IS}\(\s*(\d{3})\s*\)\s*;?`, add);
    this.#each(String.raw`expect\(\s*${STATUS}\s*\)\.to\.be\.oneOf\(\s*\[([\d,\s]+)\]\s*\)\s*;?`, (list) => {
      this.#checks.push({ status: list.split(',').flatMap((one) => (one.trim() === '' ? [] : [Number(one)])) });
    });
  }

  /** JetBrains' own assertions. */
  #readAsserts(): void {
    const end = String.raw`\s*(?:,[^\n]*?)?\)\s*;?`;
    this.#each(String.raw`client\.assert\(\s*response\.contentType\.mimeType\s*={2,3}\s*(${STRING})${end}`, (type) => {
      this.#checks.push({ header: 'content-type', contains: bare(type) });
    });
    this.#each(String.raw`client\.assert\(\s*${this.#value}\.hasOwnProperty\(\s*(${STRING})\s*\)${end}`, (root, steps, key) => {
      this.#checks.push({ json: `${this.#pathOf(root, steps)}${keyStep(bare(key))}`, exists: true });
    });
    this.#each(String.raw`client\.assert\(\s*${this.#value}\s*!={1,2}\s*(?:undefined|null)${end}`, (root, steps) => {
      this.#checks.push({ json: this.#pathOf(root, steps), exists: true });
    });
    this.#each(String.raw`client\.assert\(\s*${this.#value}\s*={2,3}\s*${LITERAL}${end}`, (root, steps, value) => {
      this.#checks.push({ json: this.#pathOf(root, steps), is: valueOf(value) });
    });
  }

  #readExpectations(): void {
    this.#each(String.raw`expect\(\s*${this.#value}\s*\)${IS}\(\s*${LITERAL}\s*\)\s*;?`, (root, steps, value) => {
      this.#checks.push({ json: this.#pathOf(root, steps), is: valueOf(value) });
    });
    this.#each(String.raw`expect\(\s*${this.#value}\s*\)\.to\.have\.property\(\s*(${STRING})\s*\)\s*;?`, (root, steps, key) => {
      this.#checks.push({ json: `${this.#pathOf(root, steps)}${keyStep(bare(key))}`, exists: true });
    });
    this.#each(
      String.raw`expect\(\s*${this.#value}\s*\)\.to\.(?:be\.ok|exist|not\.be\.(?:undefined|null))\b(?:\(\s*\))?\s*;?`,
      (root, steps) => void this.#checks.push({ json: this.#pathOf(root, steps), exists: true }),
    );
  }
}

function pathOf(steps: string): string {
  return steps
    .replaceAll('?.', '.')
    .replaceAll(new RegExp(String.raw`\[(${STRING})\]`, 'g'), (_, key: string) => keyStep(bare(key)));
}

function bare(text: string): string {
  return text.slice(1, -1);
}

function valueOf(text: string): string | number | boolean {
  if (/^["']/.test(text)) return bare(text);
  return text === 'true' || text === 'false' ? text === 'true' : Number(text);
}

function restOf(text: string): readonly string[] {
  return text
    .replaceAll(
      new RegExp(String.raw`(?:client\.)?test\(\s*${STRING}\s*,\s*(?:async\s*)?(?:function\s*\([^)]*\)|\([^)]*\)\s*=>)`, 'g'),
      '',
    )
    .replaceAll(/(?:client\.log|console\.\w+)\([^\n]*\)\s*;?/g, '')
    .split('\n')
    .map((line) => line.replaceAll(/^[\s{}();,]+|[\s{}();,]+$/g, ''))
    .filter((line) => /\w/.test(line));
}
