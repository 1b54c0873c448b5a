// Every figure of both runs, their difference, its uncertainty, and the verdict.
import { IconInfoCircle } from '@tabler/icons-react';
import {
  MOST_COMPARED_TASKS,
  percentOf,
  SMALLEST_ERROR_RATE,
  SMALLEST_SHARE,
  SMALLEST_TIME_MS,
  type ComparedRun,
  type FigureComparison,
  type FigureName,
  type PairComparison,
} from '../../../shared/comparison.ts';
import {
  favourOf,
  differenceFormat,
  figureFormat,
  figureWords,
  intervalWords,
  methodWords,
  noIntervalWords,
  comparedShares,
  signed,
  comparisonVerdict,
} from '../../../shared/comparison-words.ts';
import { formatPercent, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { IntervalBar, intervalScale, type IntervalScale } from './interval-bar.tsx';
import type { RunLook } from './run-looks.ts';
import css from './compare-screen.module.css';
import { classes } from '../../ui/classes.ts';
import { samplesBeyond } from '../../../shared/enough-samples.ts';
import type { LoadModel } from '../../../shared/plan/plan.ts';
import { headlineOf } from '../../../shared/summary.ts';
import textCss from '../../ui/text.module.css';

interface FigureTableProps {
  readonly pair: PairComparison;
  readonly baseline: ComparedRun;
  readonly other: ComparedRun;
  readonly look: RunLook;
  /** Short names of both. */
  readonly names: readonly [string, string];
}

export function FigureTable({ pair, baseline, other, look, names }: FigureTableProps) {
  const figures = orderedFigures(pair.figures, baseline.row.plan.load.model, Math.min(baseline.requests, other.requests));
  const scale = intervalScale(figures);
  const [nameA, nameB] = names;
  return (
    <table className={css['compare-table']}>
      <caption>
        {methodWords(pair)} A difference below {formatPercent(SMALLEST_SHARE)} or {formatTime(SMALLEST_TIME_MS)}, or{' '}
        {SMALLEST_ERROR_RATE * 100} percentage points of failures, is too small to matter. The sentence on top looks at four
        figures and is stricter with each, so that looking at several finds nothing by chance. Each run shows its server at one
        time only: repeat both before you rely on a small difference.
      </caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col" className={css['number']} title={nameA}>
            A{nameA === 'A' ? '' : `, ${nameA}`}
          </th>
          <th scope="col" className={css['number']} title={nameB}>
            {look.letter}
            {nameB === look.letter ? '' : `, ${nameB}`}
          </th>
          <th scope="col" className={css['number']}>
            Difference
          </th>
          <th scope="col" className={classes(css['number'], css['compare-share'])}>
            of A
          </th>
          <th scope="col" className={css['compare-interval']}>
            95 % interval <span>{look.letter} less</span>
            <span>{look.letter} more</span>
          </th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Row key={figure.name} {...{ figure, baseline, other, scale }} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly figure: FigureComparison;
  readonly baseline: ComparedRun;
  readonly other: ComparedRun;
  readonly scale: IntervalScale;
}

function Row({ figure, baseline, other, scale }: RowProps) {
  const { name, of } = figureWords(figure.name);
  const format = figureFormat(figure);
  const print = (value: number | null): string => (value === null ? NO_VALUE : format(value));
  const [fewer, failed] = [Math.min(baseline.requests, other.requests), failedOf(baseline) + failedOf(other)];
  return (
    <tr className={figure.verdict === 'few' ? 'is-few' : undefined}>
      <th scope="row">
        {name} <span>{of}</span>
      </th>
      <Value words={print(figure.a)} />
      <Value words={print(figure.b)} isStrong />
      <Value words={figure.difference === null ? NO_VALUE : signed(figure.difference, differenceFormat(figure))} />
      <td className={classes(css['number'], css['compare-share'])}>{comparedShares(figure)}</td>
      <td className={css['compare-interval']}>
        {figure.interval === null ? (
          <small>
            {figure.verdict === 'few' && <IconInfoCircle size={14} stroke={1.75} aria-hidden />}
            {noIntervalWords(figure, fewer, failed)}
          </small>
        ) : (
          <span>
            <IntervalBar figure={figure} scale={scale} />
            <b>{intervalWords(figure.interval, differenceFormat(figure))}</b>
          </span>
        )}
      </td>
      <td className={`${css['compare-verdict-cell']} is-${favourOf(figure)}`}>{comparisonVerdict(figure)}</td>
    </tr>
  );
}

/** The unit is less prominent than the number. */
function Value({ words, isStrong = false }: { readonly words: string; readonly isStrong?: boolean }) {
  const [, number = words, unit = ''] = /^([^ /]*)( .*|\/.*)$/.exec(words) ?? [];
  return (
    <td className={isStrong ? classes(css['number'], 'is-strong') : css['number']}>
      {number}
      <span className={textCss['unit']}>{unit}</span>
    </td>
  );
}

function failedOf({ row }: ComparedRun): number {
  return row.summary.requests.failed;
}

/** A percentile without any request beyond it equals the maximum, so it adds nothing. */
function orderedFigures(figures: readonly FigureComparison[], model: LoadModel, fewer: number): readonly FigureComparison[] {
  // A few tasks are judged by when they are done, including the wait.
  const areTasks = model === 'iterations' && fewer <= MOST_COMPARED_TASKS;
  const headline = areTasks ? 'response_time' : headlineOf(model);
  const placeOf = (name: FigureName): number => {
    if (name === 'duration') return model === 'iterations' ? 0 : 7;
    if (name.startsWith(headline)) return 1;
    if (name === 'error_rate') return 2;
    if (name === 'throughput') return 3;
    if (name === 'queue_delay.mean') return 4;
    return 5;
  };
  const isOfItsOwn = (name: FigureName): boolean => {
    const percent = percentOf(name);
    return percent === null || samplesBeyond(percent, fewer) > 0;
  };
  return figures.filter(({ name }) => isOfItsOwn(name)).toSorted((a, b) => placeOf(a.name) - placeOf(b.name));
}
