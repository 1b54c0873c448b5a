// The series from outside below the other charts: one at a time, chosen by name.
import { useState } from 'react';
import { seriesSentence, type OutsideSeries } from '../../../../shared/outside-series.ts';
import type { Palette } from '../../../charts/palette.ts';
import { SeriesChart } from '../../../charts/series-chart.tsx';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { ChartTitle, TitleTabs } from './legend.tsx';

interface SeriesSlotProps {
  readonly series: readonly OutsideSeries[];
  readonly view: RunView;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

export function SeriesSlot({ series: all, ...props }: SeriesSlotProps) {
  const [chosen, setChosen] = useState('');
  const series = all.find(({ name }) => name === chosen) ?? all[0];
  if (series === undefined) return null;
  const note = seriesSentence(series) ?? 'from outside';
  return (
    <>
      {all.length === 1 ? (
        <ChartTitle title={series.name} menu={null} note={note} />
      ) : (
        <TitleTabs names={all.map(({ name }) => name)} chosen={series.name} onChoose={setChosen} note={note} />
      )}
      <SeriesChart {...props} series={series} />
    </>
  );
}
