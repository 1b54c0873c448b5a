// The large figures: current and over the run; for a finished run only those of the run.
import { classes } from '../../../ui/classes.ts';
import { memo, type ReactNode } from 'react';
import { fewFigureWords } from '../../../../shared/enough-samples.ts';
import { formatCount, percentFigure, rateFigure, timeFigure, NO_VALUE, type Figure } from '../../../../shared/format.ts';
import { checkCounts, passedShare } from '../../../../shared/journey-words.ts';
import { checksOf } from '../../../../shared/plan/journey/plan-checks.ts';
import { isOver, type RunRow } from '../../../../shared/run.ts';
import type { TimeMeasure, Verdict } from '../../../../shared/plan/threshold.ts';
import { isOfAll } from '../../../../shared/plan/threshold-expression.ts';
import { completedOf, errorRate, headlineOf } from '../../../../shared/summary.ts';
import { MEASURE_MEANING, shortMeasureName } from '../../../../shared/words.ts';
import { Sparkline } from '../../../charts/sparkline.tsx';
import type { Selection } from '../../../live-run/live-run-selection.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { GeneratorTile } from './generator.tsx';
import { hasNothingToShow } from '../nothing-to-show.ts';
import { maxVusOf } from '../charts/planned-rate.ts';
import { nowFigures, runFigures, sparksOf, type SparkName } from './tile-figures.ts';
import css from '../run-screen.module.css';
import textCss from '../../../ui/text.module.css';

interface TilesProps {
  readonly run: LiveRun;
  /** The run with only the figures of the selected requests. */
  readonly selected: LiveRun;
  readonly selection: Selection;
  readonly measure: TimeMeasure;
}

type TimeName = 'p50' | 'p95' | 'p99' | 'max';
const TIMES: readonly TimeName[] = ['p50', 'p95', 'p99', 'max'];
const TIME_WORD = { p50: 'p50', p95: 'p95', p99: 'p99', max: 'Max' } as const;
const NONE: Figure = { value: NO_VALUE, unit: '' };

export const Tiles = memo(function Tiles({ run, selected, selection, measure }: TilesProps) {
  const { row } = run;
  if (row === null) return null;
  const over = isOver(row.state);
  const now = nowFigures(selected, measure);
  const whole = runFigures(selected.row ?? row, run.columns, measure);
  const sparks = sparksOf(selected, measure);
  // The error rate is always that of all requests, whichever are selected.
  const [allNow, allSparks] = selection === 'all' ? [now, sparks] : [nowFigures(run, measure), sparksOf(run, measure)];
  const errors = errorRate(row.summary.requests);
  const hasEnded = whole.completed > 0;
  // The times of failed connections say nothing about the target.
  const hasTimes = hasEnded && !hasNothingToShow(row);
  const broken = new Set(
    verdictsOf(row.verdicts, selection)
      .filter((verdict) => isBroken(verdict))
      .flatMap((verdict) => figureNames(verdict, measure, row.plan.load.model)),
  );
  const spark = (name: SparkName): ReactNode => <Sparkline values={sparks[name]} token="p95" />;
  const word = over ? 'whole run' : 'now';
  const hasChecks = checksOf(row.plan).length > 0;
  // The least important figure is replaced.
  const times = hasChecks ? TIMES.slice(0, -1) : TIMES;
  const whose = selection === 'all' ? null : selection;
  const label = shortMeasureName(measure, row.plan.load.model).toLowerCase();
  return (
    <div className={css['tiles']}>
      <Tile
        name="Throughput"
        word={word}
        whose={whose}
        now={over ? rateFigure(whole.throughput) : hasEnded ? rateFigure(now.throughput) : NONE}
        note={over ? selection === 'all' ? 'completed' : selection : <>run {text(rateFigure(whole.throughput), hasEnded)}</>}
        isBroken={broken.has('throughput')}
        spark={spark('throughput')}
      />
      {times.map((name) => (
        <Tile
          key={name}
          name={TIME_WORD[name]}
          word={word}
          whose={whose}
          title={`${label}: ${MEASURE_MEANING[measure]}`}
          now={timeFigure(hasTimes ? (over ? whole.stats[name] : now[name]) : null)}
          faintBecause={
            !hasTimes ? null : fewFigureWords(name, over ? whole.completed : now.count, over ? 'this run' : 'this moment')
          }
          note={over ? label : <>run {text(timeFigure(whole.stats[name]), hasTimes)}</>}
          isBroken={broken.has(name)}
          spark={hasEnded && !hasTimes ? null : spark(name)}
        />
      ))}
      <Tile
        name="Error rate"
        word={word}
        now={rateNow(over ? (completedOf(row.summary.requests) > 0 ? errors : null) : allNow.errorRate)}
        note={
          over
            ? `${formatCount(row.summary.requests.failed)} failed`
            : `run ${text(percentFigure(errors), completedOf(row.summary.requests) > 0)}`
        }
        isBroken={broken.has('errorRate')}
        spark={<Sparkline values={allSparks.errorRate} token="bad" />}
      />
      {hasChecks && <ChecksTile row={row} />}
      <Tile
        name="In flight"
        word={over ? 'peak' : 'now'}
        now={{ value: formatCount(over ? whole.peakInFlight : now.inFlight), unit: '' }}
        note={over ? `of ${formatCount(maxVusOf(row))} VUs` : `peak ${formatCount(whole.peakInFlight)}`}
        isBroken={false}
        spark={spark('inFlight')}
      />
      <GeneratorTile run={run} />
    </div>
  );
});

/** Covers the whole run, however long it has been going on. */
function ChecksTile({ row: { state, summary } }: { readonly row: RunRow }) {
  const counts = checkCounts(summary.journey);
  const share = passedShare(counts);
  return (
    <Tile
      name="Checks passed"
      word={isOver(state) ? 'whole run' : 'so far'}
      title={`${formatCount(counts.passed)} of ${formatCount(counts.passed + counts.failed)} checks, the warm-up left out`}
      now={rateNow(share)}
      note={share === null ? 'none evaluated yet' : `${formatCount(counts.failed)} failed`}
      isBroken={counts.failed > 0}
      spark={null}
    />
  );
}

interface TileProps {
  readonly name: string;
  readonly word: string;
  /** Which requests it covers, unless it covers all. */
  readonly whose?: string | null;
  readonly title?: string;
  readonly now: Figure;
  readonly note: ReactNode;
  readonly isBroken: boolean;
  /** Why the figure is based on too few requests; null if it is not. */
  readonly faintBecause?: string | null;
  readonly spark: ReactNode;
}

function Tile({ name, word, whose = null, title, now, note, isBroken, faintBecause = null, spark }: TileProps) {
  return (
    <div className={css['tile']} title={faintBecause ?? title}>
      <div className={css['tile-name']}>
        {name}
        {whose !== null && <em>, {whose}</em>} <span>{word}</span>
      </div>
      <div className={classes(css['tile-value'], faintBecause !== null && 'is-faint', isBroken && word !== 'now' && 'is-broken')}>
        {now.value}
        {now.unit !== '' && <span className={textCss['unit']}> {now.unit}</span>}
      </div>
      <div className={css['tile-note']}>
        <span className={isBroken ? 'is-broken' : ''}>{faintBecause === null ? note : <>few, {note}</>}</span>
        {spark}
      </div>
    </div>
  );
}

function rateNow(rate: number | null): Figure {
  return rate === null ? NONE : percentFigure(rate);
}

/** Thresholds are about all requests, so for a part only the error rate has one. */
function verdictsOf(verdicts: readonly Verdict[], selection: Selection): readonly Verdict[] {
  return selection === 'all' ? verdicts : verdicts.filter(isOfErrors);
}

function isOfErrors({ threshold }: Verdict): boolean {
  return threshold?.subject.kind === 'error_rate' || threshold?.subject.kind === 'success';
}

function text({ value, unit }: Figure, isKnown: boolean): string {
  if (!isKnown) return NO_VALUE;
  return unit === '' ? value : unit === '/s' ? `${value}/s` : `${value} ${unit}`;
}

function isBroken({ actual, passed }: Verdict): boolean {
  return actual !== null && !passed;
}

/** The tiles to which a threshold applies, with the time that they show. */
function figureNames({ threshold }: Verdict, measure: TimeMeasure, model: Parameters<typeof headlineOf>[0]): string[] {
  if (threshold === null || !isOfAll(threshold)) return [];
  const { subject } = threshold;
  if (subject.kind === 'error_rate' || subject.kind === 'success') return ['errorRate'];
  if (subject.kind !== 'time') return [subject.kind];
  if ((subject.measure === 'headline' ? headlineOf(model) : subject.measure) !== measure) return [];
  return [subject.figure.kind === 'percentile' ? `p${subject.figure.percent}` : subject.figure.kind];
}
