// The distribution of the times of the window's requests: percentile spectrum or histogram, service and response time.
import { completedOf } from '../../../../shared/summary.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { groupingOf, stepToken, type Colouring } from '../../../charts/colouring.ts';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo, useState } from 'react';
import { formatCount, formatTime, plural } from '../../../../shared/format.ts';
import type { SampleFigures } from '../../../../shared/sample-query.ts';
import { HistogramChart } from '../../../charts/histogram-chart.tsx';
import { usePalette, type Palette } from '../../../charts/palette.ts';
import { SpectrumChart, type ApartCurve } from '../../../charts/spectrum-chart.tsx';
import { latencyAxis } from '../../../charts/value-axis.ts';
import { requestWords } from '../../../live-run/live-run-selection.ts';
import { TITLE_HEIGHT } from '../charts/chart-heights.ts';
import { BlockKey, ChartTitle, DashKey } from '../charts/legend.tsx';
import type { Stretch } from './use-choice.ts';
import css from './finished-run.module.css';

const SHAPES = ['Spectrum', 'Histogram'] as const;
type Shape = (typeof SHAPES)[number];

interface DistributionProps {
  readonly selection: Stretch['selection'];
  /** Null until they have been read. */
  readonly figures: SampleFigures | null;
  readonly measure: TimeMeasure;
  readonly colouring: Colouring;
}

export const Distribution = memo(function Distribution({ selection, figures, measure, colouring }: DistributionProps) {
  const { ref, width, height } = useElementSize();
  const palette = usePalette();
  const [shape, setShape] = useState<Shape>('Spectrum');
  const isApart = groupingOf(colouring) !== null;
  const total = figures === null ? 0 : completedOf(figures.requests);
  return (
    <section className={css['distribution']} ref={ref} aria-label="Distribution">
      <ChartTitle
        title={shape === 'Spectrum' ? 'Percentile spectrum' : 'Histogram'}
        note={figures === null ? '' : `${formatCount(total)} ${requestWords(selection, plural(total, 'request'))}`}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Shape"
            value={shape}
            onChange={(value) => setShape(SHAPES.find((name) => name === value) ?? shape)}
            data={[...SHAPES]}
          />
        }
      >
        {shape === 'Histogram' && !isApart && <BlockKey token="h2" word="response" />}
        {shape === 'Histogram' && !isApart && <DashKey token="t1" word="service" dash="4 3" />}
        {isApart && `${MEASURE_LABEL[measure].toLowerCase()} by ${colouring}`}
      </ChartTitle>
      {figures !== null && palette !== null && width > 0 && height > TITLE_HEIGHT && (
        <Picture
          {...{ shape, figures, palette, measure, colouring }}
          width={Math.floor(width)}
          height={Math.floor(height) - TITLE_HEIGHT}
        />
      )}
    </section>
  );
});

interface PictureProps extends Pick<DistributionProps, 'measure' | 'colouring'> {
  readonly shape: Shape;
  readonly figures: SampleFigures;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
}

function Picture({ shape, figures, palette, measure, colouring, width, height }: PictureProps) {
  const apart = useMemo(() => curvesOf(figures, measure, colouring), [figures, measure, colouring]);
  const { spectrum, times, serviceTime, responseTime } = figures;
  const axis = useMemo(() => latencyAxis(serviceTime.min, responseTime.max, 10_000), [serviceTime.min, responseTime.max]);
  const label = `${shape} of the times: half of the responses within ${formatTime(responseTime.p50)}, 99 % within ${formatTime(responseTime.p99)}, the slowest ${formatTime(responseTime.max)}.`;
  return shape === 'Spectrum' ? (
    <SpectrumChart {...{ width, height, axis, label, palette, apart }} points={spectrum} />
  ) : (
    <HistogramChart {...{ width, height, times, label, palette, apart }} />
  );
}

/** One curve for each step, scenario or load generator; null if the colours mean something else. */
function curvesOf(figures: SampleFigures, measure: TimeMeasure, colouring: Colouring): readonly ApartCurve[] | null {
  const grouping = groupingOf(colouring);
  if (grouping === null) return null;
  const of = measure === 'service_time' ? 'service' : 'response';
  const groups = { step: figures.steps, scenario: figures.scenarios, generator: figures.generators ?? [] };
  return groups[grouping].map(({ index, spectrum, times }) => ({
    token: stepToken(index),
    points: spectrum.map((point) => ({ quantile: point.quantile, time: point[of] })),
    times: times[of],
  }));
}
