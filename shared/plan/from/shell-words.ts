// Splits a text into commands and words as a POSIX shell does (POSIX Shell Command Language, 2.2 to 2.10), with bash's $'…'.
// Nothing is executed: whatever a shell would have to look up is a fault of its word. Pure.
import { refuse } from './refusal.ts';
import type { ShellCommand, ShellWord } from './shell-command.ts';
import { inputFile, outputOf } from './shell-output.ts';
import { ansiText } from './shell-quotes.ts';
import { shorten } from '../../shorten.ts';
import { unsetMark } from './unset-variable.ts';

/** With `isOpen`, a variable without a value is marked and later becomes a name in braces. */
export function shellCommands(text: string, isOpen = false): ShellCommand[] {
  return new ShellReader(text, isOpen).commands();
}

/** A backslash followed by blanks was meant to continue the line as well. */
const BLANK = /(?:[ \t\u00a0]|\\[ \t]*\r?\n)+/y;
const NEW_LINE = /\r?\n/y;
const COMMENT = /#[^\r\n]*/y;
const REDIRECTION = /\d*(<<<|<<-?|<>|<&|<|&>>|&>|>>|>\||>&|>)/y;
const SEPARATOR = /\|\||\|&|\||&&|;;|;|&|\(|\)/y;
const PLAIN = /[^\s\u00a0'"`$\\;|&<>()]+/y;
const SINGLE = /'([^']*)'/y;
const ANSI = /\$'((?:[^'\\]|\\[^])*)'/y;
const NAMED = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?([-=?])([^{}$`]*))?\}|(\{[^}]*\}|[0-9@*#?$!-]))/y;
/** `cat` with a here-document, which people use for long texts in a command. */
const HERE_OUTPUT = /\$\(\s*cat\s*<<(-?)\s*(['"]?)([A-Za-z_]\w*)\2[ \t]*\r?\n([^]*?)\r?\n[ \t]*\3\s*\)/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;
const DECLARING: ReadonlySet<string> = new Set(['export', 'local', 'readonly', 'declare', 'set']);

/** Nobody nests commands deeper than this. */
const DEEPEST = 5;
const UNCLOSED = 'A quote in this command is never closed. Copy the whole command.';

interface OpenCommand {
  readonly words: ShellWord[];
  input: ShellWord | null;
  /** True if it reads the output of the command before it. */
  readonly isPiped: boolean;
}

interface HereDocument {
  readonly command: OpenCommand;
  readonly end: string;
  readonly isLiteral: boolean;
  readonly hasTabs: boolean;
}

class ShellReader {
  readonly #text: string;
  readonly #isOpen: boolean;
  #at = 0;
  readonly #variables: Map<string, string>;
  readonly #commands: OpenCommand[] = [];
  #open: OpenCommand = { words: [], input: null, isPiped: false };
  #waiting: HereDocument[] = [];

  /** In how many nested command substitutions this one is. */
  readonly #depth: number;

  constructor(text: string, isOpen: boolean, variables = new Map<string, string>(), depth = 0) {
    this.#text = text;
    this.#isOpen = isOpen;
    this.#variables = variables;
    this.#depth = depth;
  }

  commands(): ShellCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand(null);
    for (const [at, command] of this.#commands.entries()) {
      const before = this.#commands[at - 1];
      if (command.isPiped && before !== undefined) command.input ??= outputOf(before);
    }
    return this.#commands;
  }

  /** The text of a here-document with its variables replaced. */
  hereText(): ShellWord {
    return this.#quoted(false);
  }

  #step(): void {
    if (this.#take(BLANK) !== null || this.#take(COMMENT) !== null) return;
    if (this.#take(NEW_LINE) !== null) {
      for (const one of this.#waiting) one.command.input = this.#hereDocument(one);
      this.#waiting = [];
      return this.#endCommand(null);
    }
    const redirection = this.#isSubstitution() ? null : this.#take(REDIRECTION);
    if (redirection !== null) return this.#redirect(redirection[1] ?? '');
    const before = this.#text[this.#at - 1] ?? ' ';
    const separator = this.#take(SEPARATOR)?.[0];
    if (separator === undefined) return this.#addWord();
    const cut = this.#open.words.at(-1)?.text ?? '';
    if (separator === '&' && /\S/.test(before) && /^\S/.test(this.#text.slice(this.#at)) && /[/?=]/.test(cut))
      refuse(`A shell ends this command at the & behind ${shorten(cut)}. Put the URL in quotes.`);
    if (separator === '(' && /[^\s$@=]/.test(before) && /[/?=]/.test(cut))
      refuse(`A shell cannot read the bracket behind ${shorten(cut)}. Put it in quotes.`);
    // A list in brackets sets a variable whose value is not known here.
    const isList = separator === '(' && before === '=';
    if (isList) this.#open.words.pop();
    this.#endCommand(separator);
  }

  /** Whether "<(command)" or ">(command)" begins here. */
  #isSubstitution(): boolean {
    return /^[<>]\(/.test(this.#text.slice(this.#at, this.#at + 2));
  }

  #addWord(): void {
    const word = this.#word();
    if (word !== null) this.#open.words.push(word);
  }

  #endCommand(separator: string | null): void {
    const { words } = this.#open;
    if (words.length > 0) this.#commands.push(this.#open);
    const isPiped = separator === '|' || separator === '|&';
    // A line may end after a pipe.
    if (words.length > 0 || separator !== null) this.#open = { words: [], input: null, isPiped };
    const given = DECLARING.has(words[0]?.text ?? '') ? words.slice(1) : words;
    const assigned = given.map(({ text, fault }) => (fault === null ? ASSIGNMENT.exec(text) : null));
    if (assigned.some((one) => one === null)) return;
    for (const one of assigned) this.#variables.set(one?.[1] ?? '', one?.[2] ?? '');
  }

  #redirect(operator: string): void {
    this.#take(BLANK);
    const isQuoted = /^['"\\$]/.test(this.#text.slice(this.#at));
    const target = this.#word();
    if (target === null) return;
    const command = this.#open;
    if (operator === '<<<') command.input = { text: `${target.text}\n`, fault: target.fault };
    else if (operator === '<') command.input = inputFile(target);
    else if (operator.startsWith('<<')) {
      this.#waiting.push({ command, end: target.text, isLiteral: isQuoted, hasTabs: operator === '<<-' });
    }
  }

  #hereDocument({ end, isLiteral, hasTabs }: HereDocument): ShellWord {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const stop = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, stop < 0 ? undefined : stop).replace(hasTabs ? /^\t+/ : /^(?!)/, '');
      this.#at = stop < 0 ? this.#text.length : stop + 1;
      if (line.replace(/\r$/, '') === end) break;
      lines.push(`${line}\n`);
    }
    const text = lines.join('');
    return isLiteral ? { text, fault: null } : new ShellReader(text, this.#isOpen, this.#variables).hereText();
  }

  /** Returns null if there was only a continued line. */
  #word(): ShellWord | null {
    let text = '';
    let bare = '';
    let fault: string | null = null;
    const from = this.#at;
    for (;;) {
      const plain = this.#take(PLAIN)?.[0];
      if (plain !== undefined) {
        text += plain;
        bare += plain;
        continue;
      }
      const part = this.#part();
      if (part === null) break;
      text += part.text;
      bare += '\0';
      fault ??= part.fault;
    }
    if (this.#at === from) this.#at += 1;
    if (/\{[^{}]*,[^{}]*\}/.test(bare.replaceAll(/\{\{.*?\}\}/g, '')))
      fault ??= `A shell takes ${shorten(text)} apart at its commas. Put it in single quotes.`;
    return bare === '' ? null : { text, fault };
  }

  /** A quoted, escaped or substituted part of a word; null at the end of the word. */
  #part(): ShellWord | null {
    const single = this.#take(SINGLE);
    if (single !== null) return { text: single[1] ?? '', fault: null };
    const ansi = this.#take(ANSI);
    if (ansi !== null) return { text: ansiText(ansi[1] ?? ''), fault: null };
    switch (this.#text[this.#at]) {
      case "'":
        return refuse(UNCLOSED);
      case '"':
        this.#at += 1;
        return this.#quoted(true);
      case '`':
        return this.#substitution('`');
      case '<':
      case '>':
        return this.#isSubstitution() ? this.#substitution(this.#text[this.#at] === '<' ? '<(' : '>(') : null;
      case '$':
        return this.#lookUp();
      case '\\':
        return this.#escape();
      default:
        return null;
    }
  }

  #escape(): ShellWord {
    const [whole = '\\', next = '', character = ''] = /^\\(\r?\n|([^]))?/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += whole.length;
    return { text: next.endsWith('\n') ? '' : character, fault: null };
  }

  /** Reads up to the closing double quote, or to the end of a here-document. */
  #quoted(isClosed: boolean): ShellWord {
    let text = '';
    let fault: string | null = null;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"' && isClosed) {
        this.#at += 1;
        return { text, fault };
      }
      const [escaped = '', kept = ''] = /^\\(?:\r?\n|([$`"\\]))/.exec(this.#text.slice(this.#at, this.#at + 3)) ?? [];
      if (escaped !== '' && (isClosed || kept !== '"')) {
        this.#at += escaped.length;
        text += kept;
      } else if (character === '$' || character === '`') {
        const part = character === '$' ? this.#lookUp() : this.#substitution('`');
        text += part.text;
        fault ??= part.fault;
      } else {
        this.#at += 1;
        text += character;
      }
    }
    return isClosed ? refuse(UNCLOSED) : { text, fault };
  }

  #lookUp(): ShellWord {
    if (this.#text.startsWith('$(', this.#at)) return this.#substitution('$(');
    const found = this.#take(NAMED);
    if (found === null) {
      this.#at += 1;
      // $"…" is read like a double-quoted text.
      return { text: this.#text[this.#at] === '"' ? '' : '$', fault: null };
    }
    const name = found[1] ?? found[2] ?? '';
    const value = this.#variables.get(name) ?? (found[3] === '?' ? undefined : found[4]);
    if (found[3] === '=' && value !== undefined) this.#variables.set(name, value);
    if (value !== undefined) return { text: value, fault: null };
    if (this.#isOpen && name !== '') return { text: unsetMark(name), fault: null };
    return { text: '', fault: `The shell variable ${found[0]} has no value here. Write its value in its place.` };
  }

  #substitution(opening: '`' | '$(' | '<(' | '>('): ShellWord {
    const here = opening === '$(' ? this.#take(HERE_OUTPUT) : null;
    if (here !== null) return this.#hereOutput(here);
    const from = this.#at;
    let depth = 0;
    for (this.#at += opening.length; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at];
      if (opening === '`' ? character === '`' : character === ')' && depth === 0) break;
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    }
    this.#at += 1;
    const known = opening.endsWith('<(') ? null : this.#outputOf(this.#text.slice(from + opening.length, this.#at - 1));
    if (known !== null) return known;
    const command = shorten(this.#text.slice(from, this.#at));
    return { text: '', fault: `A shell would put the output of ${command} in this place. Write that text instead.` };
  }

  #hereOutput([, tabs, quote, , text = '']: RegExpExecArray): ShellWord {
    const lines = tabs === '-' ? text.replaceAll(/^\t+/gm, '') : text;
    const word = quote === '' ? new ShellReader(lines, this.#isOpen, this.#variables).hereText() : { text: lines, fault: null };
    return { ...word, text: word.text.replace(/(?:\r?\n)+$/, '') };
  }

  /** The output without trailing line breaks; null if only a shell could know it. */
  #outputOf(command: string): ShellWord | null {
    if (this.#depth === DEEPEST) return null;
    const [only, ...more] = new ShellReader(command, this.#isOpen, new Map(this.#variables), this.#depth + 1).commands();
    const output = only === undefined || more.length > 0 ? null : outputOf(only);
    return output === null || output.fault !== null ? null : { ...output, text: output.text.replace(/\n+$/, '') };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}
