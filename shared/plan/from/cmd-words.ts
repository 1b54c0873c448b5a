// Splits a command into words as Windows does: first cmd.exe with its carets, then the program itself (Microsoft's C run-time,
// "Parsing C command-line arguments"). Pure.
import { refuse } from './refusal.ts';
import type { ShellCommand } from './shell-command.ts';
import { shorten } from '../../shorten.ts';
import { unsetMark } from './unset-variable.ts';

/** With `isOpen`, a variable without a value is marked and later becomes a name in braces. */
export function cmdCommands(text: string, isOpen = false): ShellCommand[] {
  const isDoubled = /(^|\s)\^"|[^\s"=\\]""|(?<!\\)""[^\s"]/.test(text);
  // After a caret, a percent sign does not begin a variable. This must be found first, because the carets are removed below.
  const variables = new Set(text.match(VARIABLE) ?? []);
  return cmdLines(text)
    .map((line) => ({
      words: programWords(line, isDoubled)
        .map((word) => (isOpen ? marked(word, variables) : word))
        .map((word) => ({ text: word, fault: variableFault(line, word, variables) })),
      input: null,
    }))
    .filter(({ words }) => words.length > 0);
}

/** Each command without its carets; what they escape is kept, and so are line breaks inside quotes. */
function cmdLines(text: string): string[] {
  const lines: string[] = [''];
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted && /^\^\r?\n/.test(text.slice(at, at + 3))) {
      at += text[at + 1] === '\r' ? 2 : 1;
      continue;
    }
    if (character === '^' && !isQuoted) {
      const [whole, escaped = ''] = /^\^(?:\r?\n)?(\r?\n|[^])?/.exec(text.slice(at)) ?? ['^'];
      at += whole.length - 1;
      append(escaped.replace(/^\r\n$/, '\n'));
      continue;
    }
    const [separator] = isQuoted ? [] : (/^(?:\r?\n|&&?|\|\|?|\d?>>?&?\d?)/.exec(text.slice(at)) ?? []);
    if (separator !== undefined && !(/^\d/.test(separator) && !/\s$/.test(lines.at(-1) ?? ''))) {
      at += separator.length - 1;
      lines.push(separator.includes('>') ? DROPPED : '');
      continue;
    }
    if (character === '"') isQuoted = !isQuoted || isEscaped(lines.at(-1) ?? '');
    append(character);
  }
  return joinRedirected(lines);

  function append(more: string): void {
    lines[lines.length - 1] = `${lines.at(-1) ?? ''}${more}`;
  }
}

/** Marks a redirection: the next word is a file, and the rest belongs to the command before. */
const DROPPED = '\u0000';

function joinRedirected(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    if (line.startsWith(DROPPED) && joined.length > 0)
      joined[joined.length - 1] += line.slice(1).replace(/^\s*("[^"]*"|\S+)/, ' ');
    else joined.push(line);
  }
  return joined;
}

/** A quote after an odd number of backslashes: cmd.exe would end the text there, but people who paste JSON do not mean that. */
function isEscaped(before: string): boolean {
  return (/\\*$/.exec(before)?.[0].length ?? 0) % 2 === 1;
}

/**
 * `isDoubled`: browsers double each backslash when they copy for Windows, even where the program would not read two as one.
 * Blanks end a word; `\"` and, inside quotes, `""` are a quote; other backslashes are literal.
 */
export function programWords(line: string, isDoubled = false): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const slashes = /^(\\+)"/.exec(line.slice(at))?.[1]?.length ?? 0;
    if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      // After an even number of backslashes the quote is not escaped.
      at += slashes % 2 === 1 ? slashes : slashes - 1;
    } else if (isDoubled && character === '\\' && line[at + 1] === '\\') {
      word = `${word ?? ''}\\`;
      at += 1;
    } else if (character === '"') {
      word ??= '';
      if (isQuoted && line[at + 1] === '"') word += line[(at += 1)];
      else isQuoted = !isQuoted;
    } else if (/[ \t\u00a0]/.test(character) && !isQuoted) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (isQuoted) refuse('A quote in this command is never closed. Copy the whole command.');
  return word === null ? words : [...words, word];
}

/** cmd.exe looks up %NAME%, but leaves percent-encoded text alone. */
const VARIABLE = /%(?![0-9A-Fa-f]{2})[A-Za-z_]\w*%(?![0-9A-Fa-f]{2})/g;

function marked(word: string, variables: ReadonlySet<string>): string {
  return word.replaceAll(VARIABLE, (variable) => (variables.has(variable) ? unsetMark(variable.slice(1, -1)) : variable));
}

function variableFault(line: string, word: string, variables: ReadonlySet<string>): string | null {
  const variable = word.match(VARIABLE)?.find((one) => variables.has(one));
  if (variable !== undefined) return `The variable ${variable} has no value here. Write its value in its place.`;
  const isSingle = word.startsWith("'") && /(^|\s)'/.test(line.replaceAll(DOUBLE_QUOTED, '""'));
  return isSingle ? `The Windows command prompt knows no single quotes. Put ${shorten(word)} in double quotes.` : null;
}

const DOUBLE_QUOTED = /"(?:\\[^]|[^"\\])*"/g;
