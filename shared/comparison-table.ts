// The tables of a comparison as texts, for the report and for Markdown. Pure.
import { comparedFigures, type ComparedStep } from './compared-steps.ts';
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

/** The heads above `stepCells`; the step itself comes first. */
export function comparedStepHeads({ runs }: Pick<Comparison, 'runs'>): readonly string[] {
  return comparedFigures(runs.map(({ row }) => row)).flatMap(({ name }) =>
    runs.map((_, at) => `${name} ${RUN_LETTERS[at] ?? ''}`),
  );
}

/** The figures of one step in all runs, with the change of a time against A. */
export function stepCells({ runs }: Pick<Comparison, 'runs'>, { cells }: ComparedStep): readonly string[] {
  return comparedFigures(runs.map(({ row }) => row)).flatMap(({ of }) =>
    cells.map((cell) => {
      const { words, change } = of(cell);
      return change === null ? words : `${words} (${change.words})`;
    }),
  );
}
