// "Every request": the large chart under its title.
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { Spot } from '../../../charts/dots.ts';
import { MOST_GROUPS } from '../../../../shared/sample-query.ts';
import { apartGridOf, heatGridOf, type HeatGrid } from '../../../charts/heat-map.ts';
import { MainChart } from '../../../charts/main-chart.tsx';
import type { Palette } from '../../../charts/palette.ts';
import type { Plot } from '../../../charts/plot.ts';
import type { ValueAxis } from '../../../charts/value-axis.ts';
import { figuresOf } from '../../../live-run/live-run-figures.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import type { ChartStackProps } from './chart-props.ts';
import { MainTitle } from './chart-titles.tsx';
import { mainSentence } from './main-words.ts';
import { SMALL_CHARTS } from './small-charts.tsx';
import css from './chart-stack.module.css';

export const MAIN_NAME = 'Every request';

interface MainProps extends ChartStackProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly plot: Plot;
  readonly axis: ValueAxis;
  readonly spots: readonly Spot[];
  readonly hasTimeAxis: boolean;
  /** Replaces the title if the charts share one slot. */
  readonly menu: ReactNode;
}

export function MainPanel({ view, plot, limits, colouring, groups, apart, actions, menu, ...props }: MainProps) {
  const { width, height, palette, axis, spots, hasTimeAxis } = props;
  const heat = useMemo(() => heatOf(plot, view, apart), [plot, view, apart]);
  const colours = useMemo(() => ({ colouring, groupOf: groups.groupOf }), [colouring, groups]);
  return (
    <>
      <MainTitle
        {...{ view, colouring, groups, actions, menu, width }}
        heatTop={heat?.top ?? null}
        isHeatApart={heat?.owners !== undefined}
      />
      <MainChart
        {...{ width, height, view, axis, spots, heat, limits, colours, palette, hasTimeAxis }}
        label={mainSentence(view)}
      />
    </>
  );
}

function heatOf(plot: Plot, { columns, columnMs, measure, showsAll }: RunView, apart: ChartStackProps['apart']): HeatGrid | null {
  if (showsAll) return null;
  if (apart !== null) {
    const groups = Array.from({ length: MOST_GROUPS + 1 }, (_, index) =>
      (apart.find((group) => group.index === index)?.columns ?? []).map((column) => ({
        startAt: column.startAt,
        figures: figuresOf(column, measure),
      })),
    );
    return apartGridOf(plot, groups, columnMs);
  }
  return heatGridOf(
    plot,
    columns.map((column) => ({ startAt: column.startAt, figures: figuresOf(column, measure) })),
    columnMs,
  );
}

interface MainMenuProps {
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** Chooses which chart is shown in the only slot. */
export function MainMenu({ chosen, onChoose }: MainMenuProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={css['chart-menu']} aria-label={`Chart: ${chosen}`}>
          <h2>{chosen}</h2>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {[MAIN_NAME, ...SMALL_CHARTS].map((name) => (
          <Menu.Item key={name} onClick={() => onChoose(name)} aria-current={name === chosen}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
