// `runs --trend NAME`: shows the last runs of one name together, and whether the newest is within the range of the earlier ones.
import { formatPercent, formatRate, formatTime } from '../../shared/format.ts';
import { isOver, type RunBrief } from '../../shared/run.ts';
import { errorRate, headlineOf } from '../../shared/summary.ts';
import { trendBand, type TrendBand } from '../../shared/trend-band.ts';

const FIGURES = ['p50', 'p95', 'p99', 'throughput', 'error_rate'] as const;
type Figure = (typeof FIGURES)[number];

export interface TrendRun {
  readonly id: string;
  readonly name: string;
  readonly startedAt: number;
  readonly figures: Readonly<Record<Figure, number>>;
}

export interface RunTrend {
  /** Oldest first. */
  readonly runs: readonly TrendRun[];
  /** The range of each figure in the runs before the newest; null if there are too few runs. */
  readonly bands: Readonly<Record<Figure, TrendBand | null>>;
  /** The figures of the newest run that are outside their band. */
  readonly outside: readonly Figure[];
}

/** `list` has the newest run first. Failed runs are left out. */
export function runTrend(list: readonly RunBrief[], name: string, most: number): RunTrend {
  const alike = list.filter(
    (run) => run.name === name && isOver(run.state) && run.state !== 'failed' && run.summary.requests.total > 0,
  );
  const runs = alike.slice(0, most).toReversed().map(trendRunOf);
  const bandOf = (figure: Figure): TrendBand | null => trendBand(runs.slice(0, -1).map(({ figures }) => figures[figure]));
  const bands = {
    p50: bandOf('p50'),
    p95: bandOf('p95'),
    p99: bandOf('p99'),
    throughput: bandOf('throughput'),
    error_rate: bandOf('error_rate'),
  };
  const newest = runs.at(-1);
  const outside = FIGURES.filter((figure) => {
    const [value, band] = [newest?.figures[figure], bands[figure]];
    return value !== undefined && band !== null && (value < band.from || value > band.to);
  });
  return { runs, bands, outside };
}

export function trendLines({ runs, bands, outside }: RunTrend): readonly string[] {
  const lines = runs.map(({ startedAt, id, figures }) => {
    const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
    return `${id.slice(0, 8)}  ${when}  ${FIGURES.map((figure) => textOf(figure, figures[figure]).padStart(COLUMN)).join('')}`;
  });
  const head = `${' '.repeat(HEAD)}${FIGURES.map((figure) => figure.padStart(COLUMN)).join('')}`;
  const known = FIGURES.flatMap((figure) => {
    const band = bands[figure];
    return band === null ? [] : [`${figure} ${textOf(figure, band.from)} to ${textOf(figure, band.to)}`];
  });
  if (known.length === 0) return [head, ...lines, '', 'A band needs three runs before the newest.'];
  const words =
    outside.length === 0
      ? 'The newest run lies within the band of those before it.'
      : `The newest run lies outside of the band of those before it: ${outside.join(', ')}.`;
  return [head, ...lines, '', `Expected for 95 of 100 similar runs: ${known.join(', ')}.`, words];
}

const COLUMN = 13;
const HEAD = 28;

function trendRunOf({ id, name, startedAt, summary, plan }: RunBrief): TrendRun {
  const { p50, p95, p99 } = headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
  return {
    id,
    name,
    startedAt,
    figures: { p50, p95, p99, throughput: summary.throughput, error_rate: errorRate(summary.requests) },
  };
}

function textOf(figure: Figure, value: number): string {
  if (figure === 'throughput') return formatRate(value);
  return figure === 'error_rate' ? formatPercent(value) : formatTime(value);
}
