// The words of a PowerShell command: backticks escape and continue lines, quotes are doubled, @{…} is a table. Nothing is looked
// up but the variables that the text itself sets. Pure.
import { refuse, shorten } from './refusal.ts';

export type PowerShellValue =
  | { readonly kind: 'text'; readonly text: string; readonly isBare: boolean }
  | { readonly kind: 'table'; readonly pairs: readonly (readonly [string, string])[] }
  /** An expression in brackets, a call or a variable that is not a text. */
  | { readonly kind: 'code'; readonly code: string };

/** The commands of the text, each as its words. */
export function powerShellCommands(text: string): PowerShellValue[][] {
  return new PowerShellReader(text).commands();
}

const BLANK = /(?:[ \t\u00a0]|`\r?\n)+/y;
const ANY_BLANK = /(?:[\s\u00a0;]|`\r?\n|#[^\r\n]*)+/y;
const COMMENT = /#[^\r\n]*/y;
const END = /\r?\n|;|&&|\|\||\||&/y;
const REDIRECTION = /(?:\d|\*)?>>?(?:&\d)?\s*(?:"[^"]*"|'[^']*'|[^\s;|]+)?/y;
const SINGLE = /'((?:[^']|'')*)'/y;
const HERE_SINGLE = /@'[ \t]*\r?\n([^]*?)\r?\n'@/y;
const HERE_DOUBLE = /@"[ \t]*\r?\n([^]*?)\r?\n"@/y;
const DOUBLE = /"((?:[^"`]|`[^]|"")*)"/y;
const BARE = /(?:[^\s\u00a0'"`;|&<>(){}@,]|`[^\r\n])+/y;
const ASSIGNMENT = /\$([A-Za-z_]\w*)\s*=(?!=)/y;
const MEMBER = /\$[A-Za-z_]\w*\.\w+[^\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
};

class PowerShellReader {
  readonly #text: string;
  #at = 0;
  readonly #variables = new Map<string, PowerShellValue>();

  constructor(text: string) {
    this.#text = text;
  }

  commands(): PowerShellValue[][] {
    const commands: PowerShellValue[][] = [];
    while (this.#at < this.#text.length) {
      this.#take(ANY_BLANK);
      const assigned = this.#take(ASSIGNMENT)?.[1];
      if (assigned === undefined) {
        const member = this.#take(MEMBER)?.[0];
        commands.push(member === undefined ? this.#command() : [{ kind: 'code', code: member }]);
      } else {
        const words = this.#command();
        const [first] = words;
        const isCall = first?.kind === 'text' && first.isBare;
        if (isCall) commands.push(words);
        if (first !== undefined)
          this.#variables.set(assigned.toLowerCase(), isCall ? { kind: 'code', code: `$${assigned}` } : first);
      }
    }
    return commands.filter((words) => words.length > 0);
  }

  #command(): PowerShellValue[] {
    const words: PowerShellValue[] = [];
    while (this.#at < this.#text.length) {
      if (this.#take(BLANK) !== null || this.#take(COMMENT) !== null || this.#take(REDIRECTION) !== null) continue;
      if (this.#take(END) !== null) break;
      words.push(this.#value());
    }
    return words;
  }

  #value(): PowerShellValue {
    if (this.#text.startsWith('@{', this.#at)) return this.#table();
    if (this.#text[this.#at] === '(') return codeOf(this.#bracketed());
    const here = this.#take(HERE_SINGLE)?.[1] ?? this.#take(HERE_DOUBLE)?.[1];
    if (here !== undefined) return { kind: 'text', text: here, isBare: false };
    return this.#joined();
  }

  /** Quoted and bare parts that stand together are one word. */
  #joined(): PowerShellValue {
    let text = '';
    let isBare = true;
    const from = this.#at;
    for (;;) {
      const single = this.#take(SINGLE)?.[1];
      const double = single === undefined ? this.#take(DOUBLE)?.[1] : undefined;
      const bare = single === undefined && double === undefined ? this.#take(BARE)?.[0] : undefined;
      if (single !== undefined) text += single.replaceAll("''", "'");
      else if (double !== undefined) text += this.#expanded(double);
      else if (bare === undefined) break;
      else if (/^\$[A-Za-z_]\w*$/.test(bare) && text === '') {
        const value = this.#variables.get(bare.slice(1).toLowerCase());
        if (value?.kind !== 'text') return value ?? { kind: 'code', code: bare };
        text += value.text;
      } else text += this.#expanded(bare);
      isBare &&= bare !== undefined;
    }
    if (this.#at > from) return { kind: 'text', text, isBare };
    if (/["']/.test(this.#text[from] ?? '')) refuse('A quote in this command is never closed. Copy the whole command.');
    this.#at += 1;
    return { kind: 'text', text: this.#text[from] ?? '', isBare: true };
  }

  #expanded(quoted: string): string {
    return quoted
      .replaceAll('""', '"')
      .replaceAll(/`([^])|(\$(?:\{)?(?:env:)?[A-Za-z_]\w*\}?|\$\([^)]*\))/gi, (_, escaped?: string, variable?: string) =>
        escaped === undefined ? this.#textOf(variable ?? '') : (ESCAPES[escaped] ?? escaped),
      );
  }

  #textOf(variable: string): string {
    const value = this.#variables.get(variable.replaceAll(/[${}]/g, '').toLowerCase());
    if (value?.kind === 'text') return value.text;
    return refuse(`The variable ${shorten(variable)} has no value here. Write its value in its place.`);
  }

  #table(): PowerShellValue {
    this.#at += 2;
    const pairs: [string, string][] = [];
    while (this.#at < this.#text.length) {
      this.#take(ANY_BLANK);
      if (this.#text[this.#at] === '}') {
        this.#at += 1;
        return { kind: 'table', pairs };
      }
      const name = this.#tablePart();
      this.#take(/\s*=\s*/y);
      pairs.push([name, this.#tablePart()]);
    }
    return refuse('A brace in this command is never closed. Copy the whole command.');
  }

  #tablePart(): string {
    const quoted = this.#take(SINGLE)?.[1]?.replaceAll("''", "'");
    if (quoted !== undefined) return quoted;
    const double = this.#take(DOUBLE)?.[1];
    return double === undefined ? this.#expanded(this.#take(/[^\s=;}]+/y)?.[0] ?? '') : this.#expanded(double);
  }

  #bracketed(): string {
    const from = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const quoted = this.#take(SINGLE) ?? this.#take(DOUBLE);
      if (quoted !== null) this.#at -= 1;
      else if (this.#text[this.#at] === '(') depth += 1;
      else if (this.#text[this.#at] === ')' && (depth -= 1) === 0) break;
    }
    this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

/** A text in brackets, or made into bytes, is that text. */
function codeOf(code: string): PowerShellValue {
  const inner =
    /^\(\s*\[(?:System\.)?Text\.Encoding\]::UTF8\.GetBytes\(\s*([^]*?)\s*\)\s*\)$/i.exec(code)?.[1] ?? code.slice(1, -1);
  const words = /^\s*["'@]/.test(inner) ? powerShellCommands(inner) : [];
  const value = words.length === 1 && words[0]?.length === 1 ? words[0][0] : undefined;
  return value ?? { kind: 'code', code };
}
