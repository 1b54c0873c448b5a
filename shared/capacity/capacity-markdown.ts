// A capacity as Markdown, to be pasted into a pull request. Pure.
import { escapeMarkdown } from '../summary-markdown.ts';
import type { CapacityRow } from './capacity-search.ts';
import { capacitySentences } from './capacity-words.ts';
import { missedHead, trialCells, TRIAL_HEADS } from './trial-table.ts';

export function capacityMarkdown(row: CapacityRow): string {
  const [first = '', ...rest] = capacitySentences(row);
  const heads = TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head));
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [
    `## ${escapeMarkdown(row.name)}`,
    '',
    `**${escapeMarkdown(first)}**`,
    '',
    ...rest.flatMap((words) => [escapeMarkdown(words), '']),
    line(heads),
    `|${heads.map((_, at) => (at === 1 || at === 11 ? '---' : '--:')).join('|')}|`,
    ...trialCells(row).map(line),
    '',
  ].join('\n');
}
