// A comparison as Markdown, to be pasted into a pull request. Pure.
import { comparedJourneys } from './compared-journeys.ts';
import { comparedSteps } from './compared-steps.ts';
import { RUN_LETTERS, type Comparison, type FigureComparison } from './comparison.ts';
import {
  differenceFormat,
  figureFormat,
  figureWords,
  headlineWords,
  intervalWords,
  meanWords,
  methodWords,
  shareWords,
  shortRunNames,
  signed,
  verdictWords,
} from './comparison-words.ts';
import { formatCount, NO_VALUE } from './format.ts';
import { numberedName } from './run.ts';
import { likenessOf } from './run-likeness.ts';
import { escapeMarkdown } from './summary-markdown.ts';
import { describeLoad } from './words.ts';

export function comparisonMarkdown(comparison: Comparison): string {
  const { runs, pairs } = comparison;
  const names = shortRunNames(runs.map(({ row }) => row));
  const lines = runs.map(
    ({ row, requests }, at) =>
      `- ${RUN_LETTERS[at]}: ${escapeMarkdown(numberedName(row))}, ${new Date(row.startedAt).toISOString()}, ${formatCount(requests)} requests, ${describeLoad(row.plan.load)}`,
  );
  const parts = pairs.flatMap((pair, at) => {
    const { verdict, figures, isWithheld } = headlineWords(comparison, pair, names[at + 1] ?? '');
    const letter = RUN_LETTERS[at + 1] ?? '';
    return [
      `**${escapeMarkdown(`${verdict} ${figures}`.trim())}** ${isWithheld ? '' : escapeMarkdown(meanWords(comparison, pair))}`.trimEnd(),
      '',
      `| Figure | A | ${letter} | Difference | of A | 95 % interval | Verdict |`,
      '|---|--:|--:|--:|--:|--:|---|',
      ...pair.figures.map(tableRow),
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

/** Empty where no run has journeys. */
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

/** Empty where the runs have one step. */
function steps({ runs }: Comparison): string[] {
  const rows = comparedSteps(runs.map(({ row }) => row));
  if (rows.length === 0) return [];
  const letters = runs.map((_, at) => RUN_LETTERS[at] ?? '');
  const heads = [...letters.map((letter) => `p95 ${letter}`), ...letters.map((letter) => `Failed ${letter}`)];
  return [
    `| Step | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '--:').join('|')}|`,
    ...rows.map(({ label, cells }) => {
      const figures = [...cells.map(({ p95 }) => p95), ...cells.map(({ failed }) => failed)];
      return `| ${escapeMarkdown(label)} | ${figures.join(' | ')} |`;
    }),
    '',
  ];
}

function tableRow(figure: FigureComparison): string {
  const format = figureFormat(figure);
  const print = (value: number | null): string => (value === null ? NO_VALUE : format(value));
  const { name, of } = figureWords(figure.name);
  const cells = [
    `${name}, ${of}`,
    print(figure.a),
    print(figure.b),
    figure.difference === null ? NO_VALUE : signed(figure.difference, differenceFormat(figure)),
    shareWords(figure),
    figure.interval === null ? NO_VALUE : intervalWords(figure.interval, differenceFormat(figure)),
    verdictWords(figure),
  ];
  return `| ${cells.join(' | ')} |`;
}
