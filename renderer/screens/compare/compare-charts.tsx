// The charts of a comparison side by side, or behind tabs if there is not enough space.
import { SegmentedControl } from '@mantine/core';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { Comparison } from '../../../shared/comparison.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { BandsChart } from './bands-chart.tsx';
import { CompletedChart } from './completed-chart.tsx';
import { ComparedSpectra } from './compared-spectra.tsx';
import { LaneLegend, TaskLanes } from './task-lanes.tsx';
import css from './compare-screen.module.css';
import { MEDIA } from '../../ui/breakpoints.ts';

interface CompareChartsProps {
  readonly comparison: Comparison;
  readonly names: readonly string[];
}

interface Picture {
  readonly title: string;
  readonly note: string;
  readonly legend?: ReactNode;
  readonly draw: (width: number) => ReactNode;
}

const HEIGHT = 340;

export function CompareCharts({ comparison, names }: CompareChartsProps) {
  const isNarrow = useMediaQuery(MEDIA.belowTablet) ?? false;
  const isMiddle = useMediaQuery(MEDIA.belowWide) ?? false;
  const [chosen, setChosen] = useState(0);
  const pictures = picturesOf(comparison, names);
  const beside = isNarrow ? 1 : isMiddle ? 2 : pictures.length;
  const fixed = pictures.slice(0, beside - (beside < pictures.length ? 1 : 0));
  const folded = pictures.slice(fixed.length);
  const shown = folded.length === 1 ? folded[0] : folded[Math.min(chosen, folded.length - 1)];
  return (
    <section className={`${css['compare-charts']} has-${beside}`} aria-label="Charts">
      {fixed.map((picture) => (
        <Chart key={picture.title} picture={picture} />
      ))}
      {shown !== undefined && (
        <Chart
          picture={shown}
          tabs={
            folded.length === 1 ? null : (
              <SegmentedControl
                aria-label="Chart"
                value={String(chosen)}
                onChange={(value) => setChosen(Number(value))}
                data={folded.map(({ title }, at) => ({ value: String(at), label: title }))}
              />
            )
          }
        />
      )}
    </section>
  );
}

function picturesOf({ runs }: Comparison, names: readonly string[]): readonly Picture[] {
  const areTasks = runs.every(({ tasks }) => tasks !== null);
  const model = runs[0]?.row.plan.load.model ?? 'closed';
  const measure = areTasks && model === 'iterations' ? 'response_time' : headlineOf(model);
  const shared = { runs, names, height: HEIGHT };
  const first: Picture = areTasks
    ? {
        title: 'Every task',
        note: 'seconds since the start',
        legend: <LaneLegend />,
        draw: (width) => <TaskLanes {...shared} width={width} />,
      }
    : {
        title: `${MEASURE_LABEL[measure]} over time`,
        note: 'p50, p95 and p99, aligned at the start',
        draw: (width) => <BandsChart {...shared} measure={measure} width={width} />,
      };
  return [
    first,
    {
      title: areTasks ? 'Tasks completed' : 'Requests completed',
      note: '',
      draw: (width) => <CompletedChart {...shared} width={width} />,
    },
    {
      title: `${MEASURE_LABEL[measure]}${areTasks ? ', each task' : ''}`,
      note: areTasks ? 'sorted' : 'by percentile',
      draw: (width) => <ComparedSpectra {...shared} measure={measure} width={width} />,
    },
  ];
}

function Chart({ picture, tabs = null }: { readonly picture: Picture; readonly tabs?: ReactNode }) {
  const { ref, width } = useElementSize();
  return (
    <div className={css['compare-chart']}>
      <header>
        {tabs ?? <h3>{picture.title}</h3>}
        <span className={css['compare-note']}>{picture.note}</span>
        {picture.legend}
      </header>
      <div ref={ref} style={{ height: HEIGHT }}>
        {width > 0 && picture.draw(width)}
      </div>
    </div>
  );
}
