// A small chart by step or scenario: a line for each, instead of one for all requests.
import { useMemo, type ReactNode } from 'react';
import type { GroupSeries } from '../../../../shared/sample-query.ts';
import { ApartChart } from '../../../charts/apart-chart.tsx';
import {
  errorTraces,
  highestOf,
  inFlightTraces,
  lowestOf,
  percentileTraces,
  rateTraces,
  type ApartTrace,
} from '../../../charts/apart.ts';
import type { Colouring } from '../../../charts/colouring.ts';
import type { Palette } from '../../../charts/palette.ts';
import { countValueAxis, latencyAxis, shareAxis, type ValueAxis } from '../../../charts/value-axis.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { ApartKeys } from './chart-titles.tsx';
import { ChartTitle, TitleTabs } from './legend.tsx';

export const APART_CHARTS = ['Percentiles', 'Throughput', 'In flight', 'Errors'] as const;
type ApartName = (typeof APART_CHARTS)[number];

interface ApartSlotProps<Last extends string> {
  readonly name: ApartName;
  readonly groups: readonly GroupSeries[];
  readonly colouring: Colouring;
  readonly view: RunView;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly hasTimeAxis: boolean;
  readonly hasTitle: boolean;
  readonly menu: ReactNode;
  /** Charts that alternate in the last slot. */
  readonly lastNames: readonly Last[];
  readonly onChooseLast: (name: Last) => void;
}

export function ApartSlot<Last extends string>(props: ApartSlotProps<Last>) {
  const { name, groups, colouring, view, hasTitle, menu, lastNames, onChooseLast, ...size } = props;
  const { traces, axis } = useMemo(() => picture(name, groups, view), [name, groups, view]);
  const note = apartNote(name, colouring);
  const chosen = lastNames.find((one) => one === name);
  const keys = name === 'Percentiles' ? <ApartKeys /> : null;
  return (
    <>
      {hasTitle &&
        (menu === null && chosen !== undefined ? (
          <TitleTabs names={lastNames} chosen={chosen} note={note} onChoose={onChooseLast} />
        ) : (
          <ChartTitle title={name} menu={menu} note={note}>
            {keys}
          </ChartTitle>
        ))}
      <ApartChart {...size} {...{ view, traces, axis }} label={`${note} over time, ${groups.length} lines.`} />
    </>
  );
}

/** "p95 and p50 by step" */
export function apartNote(name: ApartName, colouring: Colouring): string {
  return `${WHAT[name]} by ${colouring}`;
}

const WHAT: Readonly<Record<ApartName, string>> = {
  Percentiles: 'p95 and p50',
  Throughput: 'requests completed per second',
  'In flight': 'requests in flight',
  Errors: 'failed share of completed requests',
};

interface Picture {
  readonly traces: readonly ApartTrace[];
  readonly axis: ValueAxis;
}

function picture(name: ApartName, groups: readonly GroupSeries[], view: RunView): Picture {
  switch (name) {
    case 'Percentiles': {
      const traces = percentileTraces(groups, view, view.measure);
      const highest = highestOf(traces);
      return { traces, axis: highest === 0 ? latencyAxis(1, 100) : latencyAxis(lowestOf(traces), highest, 10_000) };
    }
    case 'Throughput':
      return withAxis(rateTraces(groups, view), countValueAxis);
    case 'In flight':
      return withAxis(inFlightTraces(groups, view), countValueAxis);
    case 'Errors':
      return withAxis(errorTraces(groups, view), shareAxis);
  }
}

function withAxis(traces: readonly ApartTrace[], axisOf: (highest: number) => ValueAxis): Picture {
  return { traces, axis: axisOf(highestOf(traces)) };
}
