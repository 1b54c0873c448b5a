// The results as Markdown, ready for the README, and as JSON.
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Row, Section } from './bench.ts';
import { printRatio } from './spread.ts';

export interface SectionResult {
  readonly section: Pick<Section, 'name' | 'title'>;
  readonly rows: readonly Row[];
  /** Why it could not be measured, in one sentence. */
  readonly failure: string | null;
  readonly seconds: number;
}

export function machineLine(): string {
  const memory = Math.round(totalmem() / 1e9);
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${type()} ${release()}, Node ${process.versions.node}`;
}

export function printMarkdown(results: readonly SectionResult[], target: string): string {
  const parts = results.map(({ section, rows, failure }) => {
    const head = `### ${section.title}\n\n`;
    return head + (failure === null ? printTable(rows) : `Not measured: ${failure}\n`);
  });
  return [`Measured on ${machineLine()}. Target: ${target}.\n`, ...parts].join('\n');
}

function printTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |\n`;
  return [
    line(['what', 'Onrush', 'beside it', 'ratio, median of pairs', 'goal']),
    '| :-- | --: | --: | --: | :-- |\n',
    ...rows.map(({ what, onrush, peer, ratio, goal }) =>
      line([what, onrush, peer ?? '', ratio === null ? '' : printRatio(ratio), goal]),
    ),
  ].join('');
}
