// What the charts of a run share.
import type { ReactNode } from 'react';
import type { Annotation, Pause } from '../../../../shared/annotation.ts';
import type { OutsideSeries } from '../../../../shared/outside-series.ts';
import type { GroupSeries } from '../../../../shared/sample-query.ts';
import type { Colouring, ColourGroups } from '../../../charts/colouring.ts';
import type { Spot } from '../../../charts/dots.ts';
import type { TimeLimit } from '../../../charts/main-chart.tsx';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import type { TracePoint } from '../../../charts/trace.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';

export interface ChartStackProps {
  readonly view: RunView;
  readonly limits: readonly TimeLimit[];
  /** Arrivals per second over the whole run, or null where the model has none. */
  readonly planned: readonly TracePoint[] | null;
  readonly pauses: readonly Pause[];
  readonly annotations: readonly Annotation[];
  readonly maxVus: number;
  /** The fastest request of the whole run, so that the axis stays while the window moves. In ms. */
  readonly fastest: number;
  readonly slowest: number;
  /** Of the run, from outside. */
  readonly series?: readonly OutsideSeries[] | undefined;
  readonly colouring: Colouring;
  /** What the colours stand for, by step or by scenario. */
  readonly groups: ColourGroups;
  /** Steps or scenarios apart, where the colours are theirs and were read; null draws all requests as one. */
  readonly apart: readonly GroupSeries[] | null;
  /** Beside the title of every request. */
  readonly actions?: ReactNode;
  /** Number of the request that is open, or null. */
  readonly chosen?: number | null;
  readonly onZoom: (window: TimeDomain) => void;
  readonly onWhole: () => void;
  readonly onOpen: (spot: Spot) => void;
}
