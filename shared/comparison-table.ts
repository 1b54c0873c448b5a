// The tables of a comparison as texts, for the report and for Markdown. Pure.
import { RUN_LETTERS, type Comparison, type FigureComparison } from './comparison.ts';
import {
  differenceFormat,
  figureFormat,
  figureWords,
  intervalWords,
  comparedShares,
  signed,
  comparisonVerdict,
} from './comparison-words.ts';
import { NO_VALUE } from './format.ts';

/** The heads above `figureCells`; `letter` is that of the run that is compared with A. */
export function figureHeads(letter: string): readonly string[] {
  return ['Figure', 'A', letter, 'Difference', 'of A', '95 % interval', 'Verdict'];
}

export function figureCells(figure: FigureComparison): readonly string[] {
  const format = figureFormat(figure);
  const print = (value: number | null): string => (value === null ? NO_VALUE : format(value));
  const { name, of } = figureWords(figure.name);
  return [
    `${name}, ${of}`,
    print(figure.a),
    print(figure.b),
    figure.difference === null ? NO_VALUE : signed(figure.difference, differenceFormat(figure)),
    comparedShares(figure),
    figure.interval === null ? NO_VALUE : intervalWords(figure.interval, differenceFormat(figure)),
    comparisonVerdict(figure),
  ];
}

/** The heads above the figures of each step; the step itself comes first. */
export function stepHeads({ runs }: Pick<Comparison, 'runs'>): readonly string[] {
  const letters = runs.map((_, at) => RUN_LETTERS[at] ?? '');
  return [...letters.map((letter) => `p95 ${letter}`), ...letters.map((letter) => `Failed ${letter}`)];
}
