// The commands of a text and their words, as a POSIX shell reads them (POSIX Shell Command Language, 2.2 to 2.10), with bash's
// $'…'. Nothing is executed: what a shell would have to look up is a fault of the word it stands in. Pure.
import { refuse, shorten } from './refusal.ts';
import { ansiText } from './shell-quotes.ts';

export interface ShellWord {
  readonly text: string;
  /** Why its text cannot be known here; null where it is. */
  readonly fault: string | null;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The text of a here-document or here-string; null where there is none. */
  readonly input: ShellWord | null;
}

export function shellCommands(text: string): ShellCommand[] {
  return new ShellReader(text).commands();
}

const BLANK = /(?:[ \t\u00a0]|\\\r?\n)+/y;
const NEW_LINE = /\r?\n/y;
const COMMENT = /#[^\r\n]*/y;
const REDIRECTION = /\d*(<<<|<<-?|<>|<&|<|&>>|&>|>>|>\||>&|>)/y;
const SEPARATOR = /\|\||\|&|\||&&|;;|;|&|\(|\)/y;
const PLAIN = /[^\s\u00a0'"`$\\;|&<>]+/y;
const SINGLE = /'([^']*)'/y;
const ANSI = /\$'((?:[^'\\]|\\[^])*)'/y;
const NAMED = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^{}$`]*))?\}|(\{[^}]*\}|[0-9@*#?$!-]))/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;
const DECLARING: ReadonlySet<string> = new Set(['export', 'local', 'readonly', 'declare', 'set']);

const UNCLOSED = 'A quote in this command is never closed. Copy the whole command.';

class ShellReader {
  readonly #text: string;
  #at = 0;
  readonly #variables: Map<string, string>;
  readonly #commands: ShellCommand[] = [];
  #words: ShellWord[] = [];
  #input: ShellWord | null = null;
  #waiting: { readonly end: string; readonly isLiteral: boolean; readonly hasTabs: boolean }[] = [];

  constructor(text: string, variables = new Map<string, string>()) {
    this.#text = text;
    this.#variables = variables;
  }

  commands(): ShellCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
    return this.#commands;
  }

  /** The text of a here-document, with its variables put in. */
  hereText(): ShellWord {
    return this.#quoted(false);
  }

  #step(): void {
    if (this.#take(BLANK) !== null || this.#take(COMMENT) !== null) return;
    if (this.#take(NEW_LINE) !== null) {
      for (const one of this.#waiting) this.#input = this.#hereDocument(one);
      this.#waiting = [];
      return this.#endCommand();
    }
    const redirection = this.#take(REDIRECTION);
    if (redirection !== null) return this.#redirect(redirection[1] ?? '');
    const before = this.#text[this.#at - 1] ?? ' ';
    const separator = this.#take(SEPARATOR)?.[0];
    if (separator === undefined) return this.#addWord();
    const cut = this.#words.at(-1)?.text ?? '';
    if (separator === '&' && /\S/.test(before) && /^\S/.test(this.#text.slice(this.#at)) && /[/?=]/.test(cut))
      refuse(`A shell ends this command at the & behind ${shorten(cut)}. Put the URL in quotes.`);
    this.#endCommand();
  }

  #addWord(): void {
    const word = this.#word();
    if (word !== null) this.#words.push(word);
  }

  #endCommand(): void {
    if (this.#waiting.length > 0 && this.#at < this.#text.length) return;
    const words = this.#words;
    if (words.length > 0) this.#commands.push({ words, input: this.#input });
    this.#words = [];
    this.#input = null;
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
    if (operator === '<<<') this.#input = { text: `${target.text}\n`, fault: target.fault };
    else if (operator === '<') this.#input = { text: '', fault: fileFault(target.text) };
    else if (operator.startsWith('<<')) {
      this.#waiting.push({ end: target.text, isLiteral: isQuoted, hasTabs: operator === '<<-' });
    }
  }

  #hereDocument({ end, isLiteral, hasTabs }: { end: string; isLiteral: boolean; hasTabs: boolean }): ShellWord {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const stop = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, stop < 0 ? undefined : stop).replace(hasTabs ? /^\t+/ : /^(?!)/, '');
      this.#at = stop < 0 ? this.#text.length : stop + 1;
      if (line.replace(/\r$/, '') === end) break;
      lines.push(`${line}\n`);
    }
    const text = lines.join('');
    return isLiteral ? { text, fault: null } : new ShellReader(text, this.#variables).hereText();
  }

  /** Null where nothing but a continued line was there. */
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

  /** What is quoted, escaped or looked up at this place; null at the end of the word. */
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

  /** Up to the closing double quote, or the end of a here-document. */
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
      // $"…" is a double-quoted text.
      return { text: this.#text[this.#at] === '"' ? '' : '$', fault: null };
    }
    const name = found[1] ?? found[2] ?? '';
    const value = this.#variables.get(name) ?? found[3];
    if (value !== undefined) return { text: value, fault: null };
    return { text: '', fault: `The shell variable ${found[0]} has no value here. Write its value in its place.` };
  }

  #substitution(opening: '`' | '$('): ShellWord {
    const from = this.#at;
    let depth = 0;
    for (this.#at += opening.length; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at];
      if (opening === '`' ? character === '`' : character === ')' && depth === 0) break;
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    }
    this.#at += 1;
    const command = shorten(this.#text.slice(from, this.#at));
    return { text: '', fault: `A shell would put the output of ${command} in this place. Write that text instead.` };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

function fileFault(file: string): string {
  return `This command reads its body from the file ${shorten(file)}. Write the body in the plan instead.`;
}
