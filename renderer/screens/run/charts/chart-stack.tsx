// The charts over one time axis, with one cursor through all of them. If there is little space, they share slots.
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { spotsOf } from '../../../charts/dots.ts';
import { usePalette, type Palette } from '../../../charts/palette.ts';
import { plotOf } from '../../../charts/plot.ts';
import { latencyAxis } from '../../../charts/value-axis.ts';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import { chartHeights, SERIES_HEIGHT, SERIES_ROOM, stackMode, TITLE_HEIGHT } from './chart-heights.ts';
import type { ChartStackProps } from './chart-props.ts';
import { ChartTable } from './chart-table.tsx';
import { ChosenSpot } from './chosen-spot.tsx';
import { Cursor } from './cursor.tsx';
import { MainPanel, MAIN_NAME, MainMenu } from './main-panel.tsx';
import { LoadMarks } from './load-marks.tsx';
import { PauseBands } from './pause-bands.tsx';
import { SeriesSlot } from './series-slot.tsx';
import { LaterChart, SMALL_CHARTS, SmallChartTabs, type LastChartName, type SmallChartName } from './small-charts.tsx';
import { useStages } from '../use-stages.ts';
import { WarmupBand } from './warmup-band.tsx';
import css from './chart-stack.module.css';
import { MEDIA } from '../../../ui/breakpoints.ts';

export function ChartStack(props: ChartStackProps) {
  const { ref, width, height } = useElementSize();
  const palette = usePalette();
  const hasRoom = palette !== null && width > 0 && height > 0;
  return (
    <div className={css['chart-stack']} ref={ref}>
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
  const [{ isTable, hadFocus }, setShown] = useState({ isTable: false, hadFocus: false });
  // What has the focus disappears with the chart or the table, so what takes its place gets the focus.
  const turn = (): void => setShown({ isTable: !isTable, hadFocus: isFocusInside() });
  useShortcuts({ 'run.table': turn });
  if (isTable) return <ChartTable view={props.view} height={props.height} takesFocus={hadFocus} onClose={turn} />;
  return <Pictures {...props} takesFocus={hadFocus} />;
}

function isFocusInside(): boolean {
  return document.activeElement?.closest(`.${css['chart-stack']}`) instanceof HTMLElement;
}

function Pictures(props: ChartsProps & { readonly takesFocus: boolean }) {
  const {
    view,
    pauses,
    annotations,
    fastest,
    slowest,
    width,
    height,
    palette,
    onZoom,
    onWhole,
    onOpen,
    chosen: openSeq = null,
    takesFocus,
  } = props;
  const [chosen, setChosen] = useState<SmallChartName>('Percentiles');
  const [last, setLast] = useState<LastChartName>('In flight');
  const [hasMain, setHasMain] = useState(true);
  const isNarrow = useMediaQuery(MEDIA.belowWide) ?? false;
  const { series = [] } = props;
  const room = series.length === 0 ? height : height - SERIES_ROOM;
  const mode = stackMode(room, isNarrow);
  const names: readonly SmallChartName[] =
    mode === 'stack' ? ['Percentiles', 'Throughput', last] : mode === 'pair' || !hasMain ? [chosen] : [];
  const stage = useStages(1 + names.length);
  const heights = chartHeights(room, mode);
  const longestWait = Math.max(0, ...view.columns.map((column) => column.oldestMs));
  const axis = useMemo(() => latencyAxis(fastest, Math.max(slowest, longestWait), 10_000), [fastest, slowest, longestWait]);
  const isAlone = mode === 'single';
  const mainPlot = useMemo(
    () => plotOf({ width, height: heights.main }, view.domain, axis, isAlone),
    [width, heights.main, view.domain, axis, isAlone],
  );
  const showsMain = !isAlone || hasMain;
  const spots = useMemo(() => (showsMain ? spotsOf(mainPlot, view.columns, view) : []), [mainPlot, view, showsMain]);
  const choose = (name: string): void => {
    setHasMain(name === MAIN_NAME);
    const small = SMALL_CHARTS.find((candidate) => candidate === name);
    if (small !== undefined) setChosen(small);
  };
  const menu = isAlone ? <MainMenu chosen={hasMain ? MAIN_NAME : chosen} onChoose={choose} /> : null;
  return (
    <>
      {showsMain && (
        <MainPanel {...props} {...{ axis, spots, menu }} plot={mainPlot} height={heights.main} hasTimeAxis={isAlone} />
      )}
      {mode === 'pair' && <SmallChartTabs {...props} chosen={chosen} onChoose={setChosen} />}
      {names.slice(0, showsMain ? stage - 1 : 1).map((name, at) => (
        <LaterChart
          key={name}
          frames={at + 1}
          chart={{
            ...props,
            name,
            menu,
            height: heights.small[mode === 'stack' ? at : 0] ?? 0,
            hasTimeAxis: at === names.length - 1,
            hasTitle: mode !== 'pair',
            onChooseLast: setLast,
          }}
        />
      ))}
      {series.length > 0 && <SeriesSlot {...{ series, view, width, palette }} height={SERIES_HEIGHT} />}
      <WarmupBand view={view} plot={mainPlot} top={TITLE_HEIGHT} height={height} />
      <LoadMarks annotations={annotations} view={view} plot={mainPlot} top={TITLE_HEIGHT} height={height} />
      <PauseBands pauses={pauses} view={view} plot={mainPlot} top={TITLE_HEIGHT} height={height} />
      <ChosenSpot spots={spots} chosen={openSeq} top={TITLE_HEIGHT} plot={mainPlot} />
      <Cursor {...{ view, spots, height, series, takesFocus, onZoom, onWhole, onOpen }} plot={mainPlot} top={TITLE_HEIGHT} />
    </>
  );
}
