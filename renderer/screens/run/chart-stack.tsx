// The four charts over one time axis, with one cursor through all of them. Where there is little room, three share a slot.
import './chart-stack.css';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Pause } from '../../../shared/annotation.ts';
import { spotsOf } from '../../charts/dots.ts';
import { HeroChart, type TimeLimit } from '../../charts/hero-chart.tsx';
import { usePalette, type Palette } from '../../charts/palette.ts';
import { heatGridOf, type HeatGrid } from '../../charts/heat-map.ts';
import { plotOf, type Plot } from '../../charts/plot.ts';
import type { TracePoint } from '../../charts/trace.ts';
import { latencyAxis } from '../../charts/value-axis.ts';
import { figuresOf } from '../../live-run-figures.ts';
import type { RunView } from '../../live-run-view.ts';
import { HeroTitle } from './chart-titles.tsx';
import { Cursor } from './cursor.tsx';
import { heroSentence } from './hero-words.ts';
import { chartHeights, TITLE_HEIGHT } from './chart-heights.ts';
import { PauseBands } from './pause-bands.tsx';
import { SmallChart, SmallChartTabs, type LastChartName, type SmallChartName } from './small-charts.tsx';
import { useStages } from './use-stages.ts';

export interface ChartStackProps {
  readonly view: RunView;
  readonly limits: readonly TimeLimit[];
  /** Arrivals per second over the whole run, or null where the model has none. */
  readonly planned: readonly TracePoint[] | null;
  readonly pauses: readonly Pause[];
  readonly maxVus: number;
  /** Of the whole run, so that the axis stays while the window moves. In ms. */
  readonly fastest: number;
  readonly slowest: number;
}

export function ChartStack(props: ChartStackProps) {
  const { ref, width, height } = useElementSize();
  const palette = usePalette();
  const hasRoom = palette !== null && width > 0 && height > 0;
  return (
    <div className="chart-stack" ref={ref}>
      {hasRoom && <Charts {...props} palette={palette} width={Math.floor(width)} height={Math.floor(height)} />}
    </div>
  );
}

interface ChartsProps extends ChartStackProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

function Charts(props: ChartsProps) {
  const { view, limits, pauses, fastest, slowest, width, height, palette } = props;
  const [chosen, setChosen] = useState<SmallChartName>('Percentiles');
  const [last, setLast] = useState<LastChartName>('In flight');
  const isNarrow = useMediaQuery('(max-width: 1179px)') ?? false;
  const isCompact = isNarrow || height < 440;
  const names: readonly SmallChartName[] = isCompact ? [chosen] : ['Percentiles', 'Throughput', last];
  const stage = useStages(1 + names.length);
  const heights = chartHeights(height, isCompact);
  const longestWait = Math.max(0, ...view.columns.map((column) => column.oldestMs));
  const axis = useMemo(() => latencyAxis(fastest, Math.max(slowest, longestWait)), [fastest, slowest, longestWait]);
  const heroPlot = useMemo(
    () => plotOf({ width, height: heights.hero }, view.domain, axis, false),
    [width, heights.hero, view.domain, axis],
  );
  const heat = useMemo(() => heatOf(heroPlot, view), [heroPlot, view]);
  const spots = useMemo(() => spotsOf(heroPlot, view.columns, view), [heroPlot, view]);
  return (
    <>
      <HeroTitle view={view} heatTop={heat?.top ?? null} hasRoom={width >= 1100} />
      <HeroChart
        width={width}
        height={heights.hero}
        view={view}
        axis={axis}
        spots={spots}
        heat={heat}
        limits={limits}
        label={heroSentence(view)}
        palette={palette}
      />
      {isCompact && <SmallChartTabs chosen={chosen} onChoose={setChosen} view={view} />}
      {names.slice(0, stage - 1).map((name, at) => (
        <SmallChart
          key={name}
          name={name}
          {...props}
          height={heights.small[isCompact ? 0 : at] ?? 0}
          hasTimeAxis={at === names.length - 1}
          hasTitle={!isCompact}
          onChooseLast={setLast}
        />
      ))}
      <PauseBands pauses={pauses} view={view} plot={heroPlot} top={TITLE_HEIGHT} height={height} />
      <Cursor view={view} plot={heroPlot} top={TITLE_HEIGHT} height={height} spots={spots} />
    </>
  );
}

function heatOf(plot: Plot, { columns, columnMs, measure, showsAll }: RunView): HeatGrid | null {
  if (showsAll) return null;
  return heatGridOf(
    plot,
    columns.map((column) => ({ startAt: column.startAt, figures: figuresOf(column, measure) })),
    columnMs,
  );
}
