// Splits a .bru file into its blocks: "name {", lines indented by two, "}" at the beginning of a line. Pure.
import type { BrunoPair } from './bruno-item.ts';

export interface BruBlock {
  readonly name: string;
  readonly lines: readonly string[];
}

export function bruBlocks(text: string): readonly BruBlock[] {
  const blocks: { name: string; lines: string[] }[] = [];
  let open: { name: string; lines: string[] } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const name: string | undefined = open === null ? /^([a-z][\w:-]*)\s*[{[]\s*$/.exec(line)?.[1] : undefined;
    if (name !== undefined) {
      open = { name, lines: [] };
      blocks.push(open);
    } else if (/^[}\]]\s*$/.test(line)) open = null;
    else open?.lines.push(line.replace(/^ {2}/, ''));
  }
  return blocks;
}

/** The pairs of a block, without those that a tilde disables; a value in ''' quotes may span several lines. */
export function bruPairs(block: BruBlock | undefined): readonly BrunoPair[] {
  const pairs: BrunoPair[] = [];
  let quoted: string[] | null = null;
  let name = '';
  let isNote = false;
  for (const line of block?.lines ?? []) {
    if (quoted !== null) {
      if (!/'''/.test(line)) quoted.push(line.replace(/^ {2}/, ''));
      else {
        if (!isNote) pairs.push({ name, value: quoted.join('\n') });
        quoted = null;
      }
      continue;
    }
    isNote = /^\s*@/.test(line);
    const [, key = '', value = ''] = isNote
      ? ['', '', line]
      : (/^\s*((?:"(?:[^"\\]|\\.)*"|[^:])+?)\s*:\s*(.*)$/.exec(line) ?? []);
    if (/'''/.test(value) && !/'''[^]*'''/.test(value)) {
      quoted = [];
      name = key;
    } else if (!isNote && key !== '' && !key.startsWith('~'))
      pairs.push({ name: key.replace(/^"(.*)"$/, '$1'), value: value.trim() });
  }
  return pairs;
}

/** The names in a list: "vars:secret [". */
export function bruWords(block: BruBlock | undefined): readonly string[] {
  return (block?.lines ?? [])
    .flatMap((line) => line.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '' && !word.startsWith('~'));
}
