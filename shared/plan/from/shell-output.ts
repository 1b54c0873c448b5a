// What a command writes, if that is known without running it: people use echo, printf and cat to put text into a cURL command.
// Pure.
import { ansiText } from './shell-quotes.ts';
import type { ShellCommand, ShellWord } from './shell-command.ts';
import { shorten } from '../../shorten.ts';

export function outputOf({ words, input }: ShellCommand): ShellWord {
  const [name, ...rest] = words;
  const fault = words.find((word) => word.fault !== null)?.fault ?? null;
  if (fault !== null) return { text: '', fault };
  const texts = rest.map(({ text }) => text);
  const [file, more] = texts;
  if (name?.text === 'cat' && file !== undefined && more === undefined && !/^[-<]/.test(file))
    return inputFile({ text: file, fault });
  const output = name === undefined ? null : textOf(name.text, texts, input);
  if (output !== null) return output;
  const command = shorten(words.map(({ text }) => text).join(' '));
  return { text: '', fault: `This command reads what ${command} writes. Write that text instead.` };
}

/** The word for what a command reads from a file. */
export function inputFile({ text, fault }: ShellWord): ShellWord {
  const sentence = `This command reads its body from the file ${shorten(text)}. Write the body in the plan instead.`;
  return fault === null ? { text: '', fault: sentence, file: text } : { text: '', fault };
}

function textOf(name: string, words: readonly string[], input: ShellWord | null): ShellWord | null {
  switch (name) {
    case 'cat':
      return words.every((word) => word === '-') ? input : null;
    case 'echo':
      return { text: echoed(words), fault: null };
    case 'printf':
      return printed(words[0] === '--' ? words.slice(1) : words);
    default:
      return null;
  }
}

function echoed(words: readonly string[]): string {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const flags = words.slice(0, first < 0 ? undefined : first).join('');
  const text = words.slice(first < 0 ? words.length : first).join(' ');
  const written = /e[^E]*$/.test(flags) ? ansiText(text) : text;
  return flags.includes('n') ? written : `${written}\n`;
}

/** Supports only %s and %%; returns null for any other conversion. */
function printed([format, ...values]: readonly string[]): ShellWord | null {
  if (format === undefined || /%(?![s%])/.test(format)) return null;
  const parts = ansiText(format);
  const rest = [...values];
  let text = '';
  do text += parts.replaceAll(/%([s%])/g, (_, kind: string) => (kind === '%' ? '%' : (rest.shift() ?? '')));
  while (rest.length > 0 && /%s/.test(parts));
  return { text, fault: null };
}
