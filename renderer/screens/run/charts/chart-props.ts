// What the charts of a run share.
import type { ReactNode } from 'react';
import type { Annotation, Pause } from '../../../../shared/annotation.ts';
import type { OutsideSeries } from '../../../../shared/outside-series.ts';
import type { GroupSeries } from '../../../../shared/sample-query.ts';
import type { Colouring, ColourGroups } from '../../../charts/colouring.ts';
import type { Spot } from '../../../charts/dots.ts';
import type { LimitLine } from '../../../charts/main-chart.tsx';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import type { TracePoint } from '../../../charts/trace.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';

export interface ChartStackProps {
  readonly view: RunView;
  readonly limits: readonly LimitLine[];
  /** Arrivals per second over the whole run, or null if the load model has none. */
  readonly planned: readonly TracePoint[] | null;
  readonly pauses: readonly Pause[];
  readonly annotations: readonly Annotation[];
  readonly maxVus: number;
  /** The fastest request of the whole run in ms, so that the axis does not change while the window moves. */
  readonly fastest: number;
  readonly slowest: number;
  /** The figures from outside that belong to the run. */
  readonly series?: readonly OutsideSeries[] | undefined;
  readonly colouring: Colouring;
  /** What the colours mean, by step or by scenario. */
  readonly groups: ColourGroups;
  /** Steps or scenarios separately, if the colours are theirs and were read; null draws all requests together. */
  readonly apart: readonly GroupSeries[] | null;
  /** Beside the title of every request. */
  readonly actions?: ReactNode;
  /** The number of the open request, or null. */
  readonly chosen?: number | null;
  readonly onZoom: (window: TimeDomain) => void;
  readonly onWhole: () => void;
  readonly onOpen: (spot: Spot) => void;
}
