// A comparison as Markdown, for a pull request. Pure.
import { comparedJourneys } from './compared-journeys.ts';
import { comparedSteps } from './compared-steps.ts';
import { RUN_LETTERS, type Comparison } from './comparison.ts';
import { headlineWords, meanWords, methodWords, shortRunNames } from './comparison-words.ts';
import { figureCells, figureHeads, stepCells, comparedStepHeads } from './comparison-table.ts';
import { formatCount } from './format.ts';
import { numberedName } from './run.ts';
import { likenessOf } from './run-likeness.ts';
import { escapeMarkdown } from './summary-markdown.ts';
import { describeLoadAndLaw } from './words.ts';

export function comparisonMarkdown(comparison: Comparison): string {
  const { runs, pairs } = comparison;
  const names = shortRunNames(runs.map(({ row }) => row));
  const lines = runs.map(
    ({ row, requests }, at) =>
      `- ${RUN_LETTERS[at]}: ${escapeMarkdown(numberedName(row))}, ${new Date(row.startedAt).toISOString()}, ${formatCount(requests)} requests, ${describeLoadAndLaw(row.plan.load)}`,
  );
  const parts = pairs.flatMap((pair, at) => {
    const { verdict, figures, isWithheld } = headlineWords(comparison, pair, names[at + 1] ?? '');
    const letter = RUN_LETTERS[at + 1] ?? '';
    return [
      `**${escapeMarkdown(`${verdict} ${figures}`.trim())}** ${isWithheld ? '' : escapeMarkdown(meanWords(comparison, pair))}`.trimEnd(),
      '',
      row(figureHeads(letter)),
      '|---|--:|--:|--:|--:|--:|---|',
      ...pair.figures.map((figure) => row(figureCells(figure))),
      '',
      methodWords(pair),
      '',
    ];
  });
  return (
    [
      title(comparison),
      '',
      ...lines,
      '',
      `${likenessOf(runs.map(({ row }) => row)).words}.`,
      '',
      ...parts,
      ...journeys(comparison),
      ...steps(comparison),
    ]
      .join('\n')
      .trimEnd() + '\n'
  );
}

function title({ step }: Comparison): string {
  return step === null ? '## Comparison' : `## Comparison of the step ${escapeMarkdown(step.name)} alone`;
}

/** Empty if no run has journeys. */
function journeys({ runs }: Comparison): string[] {
  const rows = comparedJourneys(runs.map(({ row }) => row));
  if (rows.length === 0) return [];
  return [
    `| Journeys | ${runs.map((_, at) => RUN_LETTERS[at] ?? '').join(' | ')} |`,
    `|---|${runs.map(() => '--:').join('|')}|`,
    ...rows.map(({ label, cells }) => `| ${label} | ${cells.map(({ words }) => words).join(' | ')} |`),
    '',
  ];
}

/** Empty if the runs have only one step. */
function steps({ runs }: Comparison): string[] {
  const rows = comparedSteps(runs.map((run) => run.row));
  if (rows.length === 0) return [];
  const heads = comparedStepHeads({ runs });
  return [
    row(['Step', ...heads]),
    `|---|${heads.map(() => '--:').join('|')}|`,
    ...rows.map((step) => row([escapeMarkdown(step.label), ...stepCells({ runs }, step)])),
    '',
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
