// The series from outside below the other charts: those that are chosen by name, together, each on its own scale.
import { useMemo, useState } from 'react';
import { seriesSentences, type OutsideSeries } from '../../../../shared/outside-series.ts';
import type { Palette } from '../../../charts/palette.ts';
import { scaleWords, SERIES_TOKENS, SeriesChart } from '../../../charts/series-chart.tsx';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { ChartTitle } from './legend.tsx';
import css from './chart-stack.module.css';

interface SeriesSlotProps {
  readonly series: readonly OutsideSeries[];
  readonly view: RunView;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

export function SeriesSlot({ series: all, ...props }: SeriesSlotProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const series = useMemo(() => shownOf(all, chosen), [all, chosen]);
  const [first] = series;
  if (first === undefined) return null;
  const note = seriesSentences(series).join(' ') || 'from outside';
  const names = chosen.length === 0 ? [first.name] : chosen;
  const handleToggle = (name: string): void => setChosen(toggled(names, name));
  return (
    <>
      <ChartTitle
        title={first.name}
        menu={all.length === 1 ? null : <SeriesNames {...{ all, series }} onToggle={handleToggle} />}
        note={note}
      />
      <SeriesChart {...props} series={series} />
    </>
  );
}

interface SeriesNamesProps {
  readonly all: readonly OutsideSeries[];
  readonly series: readonly OutsideSeries[];
  readonly onToggle: (name: string) => void;
}

/** Each name shows or hides its series, and says on which scale it is drawn. */
function SeriesNames({ all, series, onToggle }: SeriesNamesProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be a flex row in every browser
    <div className={css['series-names']} role="group" aria-label="Series from outside">
      {all.map((one) => {
        const at = series.indexOf(one);
        const isShown = at !== -1;
        return (
          <button
            key={one.name}
            type="button"
            aria-pressed={isShown}
            title={isShown ? `Hide ${one.name}` : `Show ${one.name} as well`}
            onClick={() => onToggle(one.name)}
          >
            {isShown && <span className={css['key-block']} style={{ background: `var(--${SERIES_TOKENS[at] ?? ''})` }} />}
            {one.name}
            {isShown && <small>{scaleWords(one)}</small>}
          </button>
        );
      })}
    </div>
  );
}

/** The first one if none is chosen. */
function shownOf(all: readonly OutsideSeries[], chosen: readonly string[]): readonly OutsideSeries[] {
  const shown = all.filter(({ name }) => chosen.includes(name));
  return shown.length === 0 ? all.slice(0, 1) : shown;
}

/** `names` in the order in which they were chosen: the first of them makes room for one too many. */
function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name].slice(-SERIES_TOKENS.length);
}
