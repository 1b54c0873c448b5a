// The whole run as a strip, with the brush that chooses the window of everything below. It shows what the large chart does not:
// how many requests completed each second, and how many of them failed.
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { OVERVIEW_GUTTER, OverviewChart } from '../../../charts/overview-chart.tsx';
import { usePalette, type Palette } from '../../../charts/palette.ts';
import { plotOf } from '../../../charts/plot.ts';
import { rateColumns } from '../../../charts/throughput-chart.tsx';
import { formatRate } from '../../../../shared/format.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { rateAxis } from '../../../charts/value-axis.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { Brush } from './brush.tsx';
import css from './finished-run.module.css';

interface OverviewProps {
  readonly view: RunView;
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

function Strip({ view, window, onWindow, width, height, palette }: StripProps) {
  const columns = useMemo(() => rateColumns(view), [view]);
  const highest = Math.max(0, ...columns.map(({ completed }) => completed));
  const axis = useMemo(() => rateAxis(highest), [highest]);
  const plot = useMemo(
    () => plotOf({ width, height }, view.domain, axis, true, OVERVIEW_GUTTER),
    [width, height, view.domain, axis],
  );
  return (
    <>
      <OverviewChart
        {...{ width, height, view, axis, columns, window, palette }}
        label={`The whole run: requests completed per second, at most ${formatRate(highest)}, and how many of them failed.`}
      />
      <Brush plot={plot} window={window} onWindow={onWindow} />
    </>
  );
}
