// Splits a PowerShell command into words: backticks escape and continue lines, quotes are doubled, @{…} is a table. Only
// variables that the text itself sets are replaced. Pure.
import { jsonOf } from './powershell-json.ts';
import type { PowerShellValue } from './powershell-value.ts';
import { refuse } from './refusal.ts';
import { shorten } from '../../shorten.ts';
import { unsetMark } from './unset-variable.ts';

/**
 * Returns the words of each command in the text. With `isOpen`, a variable without a value is marked and later becomes a name in
 * braces.
 */
export function powerShellCommands(text: string, isOpen = false): PowerShellValue[][] {
  return new PowerShellReader(text, isOpen).commands();
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
const TYPE = /\[(?:ordered|hashtable|pscustomobject|string)\]\s*/iy;
const TO_JSON = /\s*ConvertTo-Json\b[^\r\n;|)]*/iy;
const SPLAT = /@([A-Za-z_]\w*)/y;
const MEMBER = /\$[A-Za-z_]\w*\.\w+[^\r\n]*/y;
/** Matches `$table.Add("name", "value")` and `$table["name"] = "value"`. */
const ADDING = /\$([A-Za-z_]\w*)(?:\.Add\(\s*(?=["'][^\r\n]*,)|\[(?=["'][^\r\n]*\]\s*=[^=]))/iy;
const BETWEEN = /\s*(?:,|\]\s*=)\s*/y;
const NEW_TABLE = /Dictionary|Hashtable/i;
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
  readonly #isOpen: boolean;
  #at = 0;
  readonly #variables: Map<string, PowerShellValue>;

  constructor(text: string, isOpen: boolean, variables = new Map<string, PowerShellValue>()) {
    this.#text = text;
    this.#isOpen = isOpen;
    this.#variables = variables;
  }

  commands(): PowerShellValue[][] {
    const commands: PowerShellValue[][] = [];
    while (this.#at < this.#text.length) {
      this.#take(ANY_BLANK);
      if (this.#addsPair()) continue;
      const assigned = this.#take(ASSIGNMENT)?.[1];
      if (assigned === undefined) {
        const member = this.#take(MEMBER)?.[0];
        commands.push(member === undefined ? this.#command() : [{ kind: 'code', code: member }]);
      } else {
        const words = this.#command();
        const [first] = words;
        const isCall = first?.kind === 'text' && first.isBare;
        if (isCall) commands.push(words);
        if (first !== undefined) this.#variables.set(assigned.toLowerCase(), isCall ? made(words, assigned) : first);
      }
    }
    return commands.filter((words) => words.length > 0);
  }

  /** Handles a line that adds a pair to a known table. */
  #addsPair(): boolean {
    const from = this.#at;
    const name = this.#take(ADDING)?.[1]?.toLowerCase() ?? '';
    const table = this.#variables.get(name);
    if (table?.kind !== 'table') {
      this.#at = from;
      return false;
    }
    const key = this.#tableName();
    this.#take(BETWEEN);
    this.#variables.set(name, { kind: 'table', pairs: [...table.pairs, [key, this.#value()]] });
    this.#take(/\s*\)/y);
    return true;
  }

  #command(): PowerShellValue[] {
    const words: PowerShellValue[] = [];
    while (this.#at < this.#text.length) {
      if (this.#take(BLANK) !== null || this.#take(COMMENT) !== null || this.#take(REDIRECTION) !== null) continue;
      const end = this.#take(END)?.[0];
      if (end === '|' && words.length === 1 && this.#take(TO_JSON) !== null) words[0] = jsonText(words[0]);
      else if (end !== undefined) break;
      else words.push(...(this.#splat() ?? [this.#value()]));
    }
    return words;
  }

  /** "@parameters" stands for each pair of that table as a parameter with its value. */
  #splat(): PowerShellValue[] | null {
    const name = this.#take(SPLAT)?.[1];
    if (name === undefined) return null;
    const table = this.#variables.get(name.toLowerCase());
    if (table?.kind !== 'table') return refuse(`The table @${name} has no value here. Write its parameters in its place.`);
    return table.pairs.flatMap(([key, value]): PowerShellValue[] => {
      const parameter: PowerShellValue = { kind: 'text', text: `-${key}`, isBare: true };
      return /^\$(?:true|false)$/i.test(value.kind === 'code' ? value.code : '') ? [parameter] : [parameter, value];
    });
  }

  #value(): PowerShellValue {
    this.#take(TYPE);
    if (this.#text.startsWith('@{', this.#at)) return this.#table();
    if (this.#text.startsWith('@(', this.#at)) return this.#list();
    if (this.#text[this.#at] === '(') return this.#codeOf(this.#bracketed());
    const here = this.#take(HERE_SINGLE)?.[1] ?? this.#hereText();
    if (here !== undefined) return { kind: 'text', text: here, isBare: false };
    return this.#joined();
  }

  /** Between @" and "@ a quote is an ordinary character. */
  #hereText(): string | undefined {
    const text = this.#take(HERE_DOUBLE)?.[1];
    return text === undefined ? undefined : this.#filled(text);
  }

  /** Adjacent quoted and bare parts form one word. */
  #joined(): PowerShellValue {
    let text = '';
    let isBare = true;
    const from = this.#at;
    for (;;) {
      const single = this.#take(SINGLE)?.[1];
      const double = single === undefined ? this.#take(DOUBLE)?.[1] : undefined;
      const bare = single === undefined && double === undefined ? this.#take(BARE)?.[0] : undefined;
      if (single !== undefined) text += single.replaceAll("''", "'");
      else if (double !== undefined) text += this.#expanded(this.#whole(double));
      else if (bare === undefined) break;
      else if (/^\$[A-Za-z_]\w*$/.test(bare) && text === '') {
        const value = this.#variables.get(bare.slice(1).toLowerCase()) ?? this.#unset(bare);
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

  /** In PowerShell a backslash escapes nothing, so a quote after it ends the text. */
  #whole(double: string): string {
    return double.endsWith('\\') && /^[\w{[:]/.test(this.#text.slice(this.#at, this.#at + 1))
      ? refuse('PowerShell ends a text at \\". Write `" for a quote within it, or put the text in single quotes.')
      : double;
  }

  #expanded(quoted: string): string {
    return this.#filled(quoted.replaceAll('""', '"'));
  }

  #filled(text: string): string {
    return text.replaceAll(/`([^])|(\$(?:\{)?(?:env:)?[A-Za-z_]\w*\}?|\$\([^)]*\))/gi, (_, escaped?: string, variable?: string) =>
      escaped === undefined ? this.#textOf(variable ?? '') : (ESCAPES[escaped] ?? escaped),
    );
  }

  #textOf(variable: string): string {
    const code = /^\$\(\[char\](0x[0-9a-f]+|\d+)\)$/i.exec(variable)?.[1];
    if (code !== undefined) return String.fromCharCode(Number(code));
    const value = this.#variables.get(variable.replaceAll(/[${}]/g, '').toLowerCase());
    if (value?.kind === 'text') return value.text;
    if (value === undefined && this.#isOpen && !variable.startsWith('$('))
      return unsetMark(variable.replaceAll(/[${}]|env:/gi, ''));
    return refuse(`The variable ${shorten(variable)} has no value here. Write its value in its place.`);
  }

  /** The value for a variable that was never set; PowerShell's constants are handled separately. */
  #unset(written: string): PowerShellValue | undefined {
    const isConstant = /^\$(?:true|false|null)$/i.test(written);
    return this.#isOpen && !isConstant ? { kind: 'text', text: unsetMark(written.slice(1)), isBare: true } : undefined;
  }

  #table(): PowerShellValue {
    this.#at += 2;
    const pairs: [string, PowerShellValue][] = [];
    while (this.#at < this.#text.length) {
      this.#take(ANY_BLANK);
      if (this.#text[this.#at] === '}') {
        this.#at += 1;
        return { kind: 'table', pairs };
      }
      const name = this.#tableName();
      this.#take(/\s*=\s*/y);
      pairs.push([name, this.#tableValue()]);
    }
    return refuse('A brace in this command is never closed. Copy the whole command.');
  }

  #tableName(): string {
    const quoted = this.#take(SINGLE)?.[1]?.replaceAll("''", "'");
    if (quoted !== undefined) return quoted;
    const double = this.#take(DOUBLE)?.[1];
    return double === undefined ? this.#expanded(this.#take(/[^\s=;}]+/y)?.[0] ?? '') : this.#expanded(double);
  }

  /** "a, b" is a list. */
  #tableValue(): PowerShellValue {
    const items = [this.#value()];
    while (this.#take(/[ \t]*,\s*/y) !== null) items.push(this.#value());
    const [only] = items;
    const value: PowerShellValue = items.length === 1 && only !== undefined ? only : { kind: 'list', items };
    return this.#take(/[ \t]*\|[^;\r\n}]*/y) === null ? value : { kind: 'code', code: 'a value with a pipe' };
  }

  #list(): PowerShellValue {
    this.#at += 2;
    const items: PowerShellValue[] = [];
    while (this.#at < this.#text.length) {
      this.#take(/(?:[\s,;]|`\r?\n)+/y);
      if (this.#text[this.#at] === ')') {
        this.#at += 1;
        return { kind: 'list', items };
      }
      items.push(this.#value());
    }
    return refuse('A bracket in this command is never closed. Copy the whole command.');
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

  /** A bracketed text that is converted to bytes or JSON is that text. */
  #codeOf(code: string): PowerShellValue {
    const inner =
      /^\(\s*\[(?:System\.)?Text\.Encoding\]::UTF8\.GetBytes\(\s*([^]*?)\s*\)\s*\)$/i.exec(code)?.[1] ?? code.slice(1, -1);
    const isValue = /^\s*(?:["'@[]|\$[A-Za-z_]\w*\s*(?:$|\|\s*ConvertTo-Json\b))/i.test(inner);
    const words = isValue ? new PowerShellReader(inner, this.#isOpen, this.#variables).commands() : [];
    const value = words.length === 1 && words[0]?.length === 1 ? words[0][0] : undefined;
    return value ?? { kind: 'code', code };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

/** The result of a call: an empty table, or something that only PowerShell can evaluate. */
function made(words: readonly PowerShellValue[], name: string): PowerShellValue {
  const [call, of] = words.map((word) => (word.kind === 'text' ? word.text : ''));
  return /^New-Object$/i.test(call ?? '') && NEW_TABLE.test(of ?? '')
    ? { kind: 'table', pairs: [] }
    : { kind: 'code', code: `$${name}` };
}

function jsonText(value: PowerShellValue | undefined): PowerShellValue {
  const json = value === undefined ? null : jsonOf(value);
  return json === null ? { kind: 'code', code: 'ConvertTo-Json' } : { kind: 'text', text: json, isBare: false };
}
