// Percentiles, throughput, requests in flight, errors and phases: one below the other, or as tabs of one slot.
import { ENOUGH_SAMPLES } from '../../../../shared/snapshot-columns.ts';
import { useMemo, type ReactNode } from 'react';
import { formatCount, formatPercent, formatRate, formatTime, plural } from '../../../../shared/format.ts';
import { PHASE_LABEL } from '../../../../shared/phase.ts';
import { ErrorChart, errorColumns } from '../../../charts/error-chart.tsx';
import { InFlightChart } from '../../../charts/in-flight-chart.tsx';
import type { Palette } from '../../../charts/palette.ts';
import { PercentileChart } from '../../../charts/percentile-chart.tsx';
import { rateColumns, ThroughputChart } from '../../../charts/throughput-chart.tsx';
import { countValueAxis, durationAxis, latencyAxis, shareAxis } from '../../../charts/value-axis.ts';
import { figuresOf } from '../../../live-run/live-run-figures.ts';
import { widened, type RunView } from '../../../live-run/live-run-view.ts';
import type { ChartStackProps } from './chart-props.ts';
import { ErrorKeys, InFlightKeys, percentileNote, ThroughputKeys } from './chart-titles.tsx';
import { APART_CHARTS, apartNote, ApartSlot } from './apart-slot.tsx';
import { BlockKey, ChartTitle, TitleTabs } from './legend.tsx';
import { PHASE_TOKEN, PhaseChart } from '../../../charts/phase-chart.tsx';
import { phaseLayers } from '../../../live-run/live-run-phases.ts';
import { useLater } from './use-later.ts';

export const SMALL_CHARTS = ['Percentiles', 'Throughput', 'In flight', 'Errors', 'Phases'] as const;
export type SmallChartName = (typeof SMALL_CHARTS)[number];
/** The last slot shows one of these. */
const LAST_CHARTS = ['In flight', 'Errors', 'Phases'] as const;
export type LastChartName = (typeof LAST_CHARTS)[number];

interface SmallChartProps extends ChartStackProps {
  readonly name: SmallChartName;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly hasTimeAxis: boolean;
  readonly hasTitle: boolean;
  /** Replaces the title if all charts share one slot. */
  readonly menu: ReactNode;
  readonly onChooseLast: (name: LastChartName) => void;
}

interface LaterChartProps {
  readonly chart: SmallChartProps;
  /** How many frames later than the rest of the screen it is drawn. */
  readonly frames: number;
}

/** A small chart of a run that is going on: each has its own task. */
export function LaterChart({ chart, frames }: LaterChartProps) {
  const shown = useLater(chart, frames, isUrgent);
  return useMemo(() => <SmallChart {...shown} />, [shown]);
}

/** True for anything but the progress of the run: an action of the person, or the end of the run. */
function isUrgent(shown: SmallChartProps, { name, width, height, palette, view }: SmallChartProps): boolean {
  return view.isOver || shown.name !== name || shown.width !== width || shown.height !== height || shown.palette !== palette;
}

function SmallChart({ name, ...props }: SmallChartProps) {
  const { apart } = props;
  const apartName = APART_CHARTS.find((one) => one === name);
  if (apart !== null && apartName !== undefined) {
    return <ApartSlot {...props} name={apartName} groups={apart} lastNames={LAST_CHARTS} />;
  }
  switch (name) {
    case 'Percentiles':
      return <Percentiles {...props} />;
    case 'Throughput':
      return <Throughput {...props} />;
    case 'In flight':
      return <InFlight {...props} />;
    case 'Errors':
      return <Errors {...props} />;
    case 'Phases':
      return <PhasesSlot {...props} />;
  }
}

type Inner = Omit<SmallChartProps, 'name'>;

function Percentiles({ view, width, height, palette, hasTimeAxis, hasTitle, menu }: Inner) {
  const { axis, label } = useMemo(() => {
    const all = widened(view)
      .columns.map((column) => figuresOf(column, view.measure))
      .filter(({ count }) => count >= ENOUGH_SAMPLES);
    const lowest = Math.min(...all.map(({ p50 }) => p50));
    const highest = Math.max(0, ...all.map(({ max }) => max));
    const last = all.at(-1);
    return {
      axis: all.length === 0 ? latencyAxis(1, 100) : latencyAxis(lowest, highest, 10_000),
      label:
        last === undefined
          ? 'Percentiles over time: none yet.'
          : `Percentiles over time, now p50 ${formatTime(last.p50)}, p99 ${formatTime(last.p99)}.`,
    };
  }, [view]);
  return (
    <>
      {hasTitle && <ChartTitle title="Percentiles" menu={menu} note={percentileNote(view)} />}
      <PercentileChart {...{ width, height, view, axis, hasTimeAxis, label, palette }} />
    </>
  );
}

function Throughput({ view, width, height, palette, hasTimeAxis, hasTitle, menu, planned }: Inner) {
  const highest = useMemo(() => {
    const measured = rateColumns(view).map(({ completed }) => completed);
    return Math.max(1, ...measured, ...(planned ?? []).map(({ value }) => value ?? 0));
  }, [view, planned]);
  const axis = useMemo(() => countValueAxis(highest), [highest]);
  const label = `Throughput over time, at most ${formatRate(highest)}.`;
  return (
    <>
      {hasTitle && (
        <ChartTitle
          title="Throughput"
          menu={menu}
          note={`${view.selection === 'all' ? 'requests completed' : `requests that ${view.selection},`} per second`}
        >
          <ThroughputKeys isOpenModel={planned !== null} />
        </ChartTitle>
      )}
      <ThroughputChart {...{ width, height, view, axis, hasTimeAxis, label, palette, planned }} />
    </>
  );
}

function InFlight({ view, width, height, palette, hasTimeAxis, hasTitle, menu, maxVus, onChooseLast }: Inner) {
  const { axis, waiting, hasWaiting } = useMemo(() => inFlightAxis(view, maxVus), [view, maxVus]);
  const label = `Requests in flight over time, at most ${formatCount(maxVus)} virtual users.`;
  const note = view.canWait ? waitingNote(waiting) : '';
  return (
    <>
      {hasTitle && (
        <LastTitle name="In flight" {...{ menu, note }} onChoose={onChooseLast}>
          <InFlightKeys hasWaiting={hasWaiting} />
        </LastTitle>
      )}
      <InFlightChart {...{ width, height, view, axis, hasTimeAxis, label, palette, maxVus }} />
    </>
  );
}

function Errors({ view, width, height, palette, hasTimeAxis, hasTitle, menu, onChooseLast }: Inner) {
  const highest = useMemo(() => Math.max(0, ...errorColumns(view).map(({ together }) => together)), [view]);
  const axis = useMemo(() => shareAxis(highest), [highest]);
  const label =
    highest === 0 ? 'Error rate over time: no request failed.' : `Error rate over time, at most ${formatPercent(highest / 100)}.`;
  return (
    <>
      {hasTitle && (
        <LastTitle name="Errors" {...{ menu }} note={ERROR_NOTE} onChoose={onChooseLast}>
          <ErrorKeys view={view} />
        </LastTitle>
      )}
      <ErrorChart {...{ width, height, view, axis, hasTimeAxis, label, palette }} />
    </>
  );
}

function PhasesSlot({ hasTitle, menu, onChooseLast, view, width, height, palette, hasTimeAxis }: Inner) {
  return (
    <>
      {hasTitle && (
        <LastTitle name="Phases" {...{ menu }} note={PHASE_NOTE} onChoose={onChooseLast}>
          <PhaseKeys view={view} />
        </LastTitle>
      )}
      <Phases {...{ view, width, height, palette, hasTimeAxis }} />
    </>
  );
}

const ERROR_NOTE = 'failed share of completed requests, by kind';

interface LastTitleProps {
  readonly name: LastChartName;
  readonly menu: ReactNode;
  readonly note: string;
  readonly onChoose: (name: LastChartName) => void;
  readonly children: ReactNode;
}

/** The charts of the last slot alternate, unless all charts do. */
function LastTitle({ name, menu, note, onChoose, children }: LastTitleProps) {
  if (menu !== null) return <ChartTitle title={name} {...{ menu, note, children }} />;
  return <TitleTabs names={LAST_CHARTS} chosen={name} {...{ onChoose, note, children }} />;
}

function waitingNote(waiting: number): string {
  if (waiting === 0) return 'and iterations waiting for a free VU';
  return `${formatCount(waiting)} ${plural(waiting, 'iteration')} waiting for a free VU`;
}

/**
 * The backlog of an iterations run starts with all of them: above a few times the VUs it is written instead of drawn to scale.
 */
function inFlightAxis(view: RunView, maxVus: number) {
  const inFlight = Math.max(0, ...view.columns.map((column) => column.inFlight));
  const backlog = Math.max(0, ...view.columns.map((column) => column.backlog));
  const level = inFlight * 8 < maxVus ? inFlight : Math.max(inFlight, maxVus);
  const fits = backlog <= level * 5;
  return {
    axis: countValueAxis(Math.max(1, level, fits ? backlog : 0)),
    waiting: view.columns.at(-1)?.backlog ?? 0,
    hasWaiting: backlog > 0 && fits,
  };
}

interface SmallChartTabsProps extends Pick<ChartStackProps, 'apart' | 'colouring'> {
  readonly chosen: SmallChartName;
  readonly onChoose: (name: SmallChartName) => void;
  readonly view: RunView;
}

export function SmallChartTabs({ chosen, onChoose, view, apart, colouring }: SmallChartTabsProps) {
  const notes: Partial<Record<SmallChartName, string>> = {
    Percentiles: percentileNote(view),
    Phases: PHASE_NOTE,
    Errors: ERROR_NOTE,
  };
  const apartName = apart === null ? undefined : APART_CHARTS.find((one) => one === chosen);
  return (
    <TitleTabs
      names={SMALL_CHARTS}
      chosen={chosen}
      onChoose={onChoose}
      note={apartName === undefined ? (notes[chosen] ?? '') : apartNote(apartName, colouring)}
    >
      {chosen === 'Phases' && <PhaseKeys view={view} />}
      {chosen === 'Errors' && apartName === undefined && <ErrorKeys view={view} />}
    </TitleTabs>
  );
}

const PHASE_NOTE = 'mean per request, of all requests';

function PhaseKeys({ view }: { readonly view: RunView }) {
  return phaseLayers(view.columns).map(({ phase }) => (
    <BlockKey key={phase} token={PHASE_TOKEN[phase]} word={PHASE_LABEL[phase]} />
  ));
}

type PhasesProps = Omit<Parameters<typeof PhaseChart>[0], 'axis' | 'label'>;

function Phases(props: PhasesProps) {
  const { view } = props;
  const { axis, label } = useMemo(() => {
    const tops = (phaseLayers(widened(view).columns).at(-1)?.tops ?? []).filter((top) => top !== null);
    const last = tops.at(-1);
    return {
      axis: durationAxis(Math.max(0, ...tops)),
      label: last === undefined ? 'Phases over time: none yet.' : `Phases over time, ${formatTime(last)} in total at the end.`,
    };
  }, [view]);
  return <PhaseChart {...props} axis={axis} label={label} />;
}
