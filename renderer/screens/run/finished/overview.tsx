// The whole run as a strip, and the brush on it that chooses the window of everything below.
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { spotsOf } from '../../../charts/dots.ts';
import { heatGridOf } from '../../../charts/heat-map.ts';
import { OVERVIEW_GUTTER, OverviewChart } from '../../../charts/overview-chart.tsx';
import { usePalette, type Palette } from '../../../charts/palette.ts';
import { plotOf } from '../../../charts/plot.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { latencyAxis, sparseAxis } from '../../../charts/value-axis.ts';
import { figuresOf } from '../../../live-run/live-run-figures.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { mainSentence } from '../charts/main-words.ts';
import { Brush } from './brush.tsx';
import css from './finished-run.module.css';

interface OverviewProps {
  readonly view: RunView;
  /** Of the whole run, in ms. */
  readonly fastest: number;
  readonly slowest: number;
  readonly window: TimeDomain | null;
  readonly onWindow: (window: TimeDomain | null) => void;
}

export const Overview = memo(function Overview(props: OverviewProps) {
  const { ref, width, height } = useElementSize();
  const palette = usePalette();
  return (
    <div className={css['overview-strip']} ref={ref}>
      {palette !== null && width > 0 && height > 0 && (
        <Strip {...props} palette={palette} width={Math.floor(width)} height={Math.floor(height)} />
      )}
    </div>
  );
});

interface StripProps extends OverviewProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

function Strip({ view, fastest, slowest, window, onWindow, width, height, palette }: StripProps) {
  const axis = useMemo(() => sparseAxis(latencyAxis(fastest, slowest), height), [fastest, slowest, height]);
  const plot = useMemo(
    () => plotOf({ width, height }, view.domain, axis, true, OVERVIEW_GUTTER),
    [width, height, view.domain, axis],
  );
  const spots = useMemo(() => spotsOf(plot, view.columns, view), [plot, view]);
  const heat = useMemo(() => {
    if (view.showsAll) return null;
    const columns = view.columns.map((column) => ({ startAt: column.startAt, figures: figuresOf(column, view.measure) }));
    return heatGridOf(plot, columns, view.columnMs);
  }, [plot, view]);
  return (
    <>
      <OverviewChart
        {...{ width, height, view, axis, spots, heat, window, palette }}
        label={`The whole run. ${mainSentence(view)}`}
      />
      <Brush plot={plot} window={window} onWindow={onWindow} />
    </>
  );
}
