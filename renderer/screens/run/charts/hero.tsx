// "Every request": the large chart under its title.
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { Spot } from '../../../charts/dots.ts';
import { heatGridOf, type HeatGrid } from '../../../charts/heat-map.ts';
import { HeroChart } from '../../../charts/hero-chart.tsx';
import type { Palette } from '../../../charts/palette.ts';
import type { Plot } from '../../../charts/plot.ts';
import type { ValueAxis } from '../../../charts/value-axis.ts';
import { figuresOf } from '../../../live-run/live-run-figures.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import type { ChartStackProps } from './chart-props.ts';
import { HeroTitle } from './chart-titles.tsx';
import { heroSentence } from './hero-words.ts';
import { SMALL_CHARTS } from './small-charts.tsx';
import css from './chart-stack.module.css';

export const HERO_NAME = 'Every request';

interface HeroProps extends ChartStackProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly plot: Plot;
  readonly axis: ValueAxis;
  readonly spots: readonly Spot[];
  readonly hasTimeAxis: boolean;
  /** In place of the title, where the charts share one slot. */
  readonly menu: ReactNode;
}

export function Hero({ view, plot, limits, colouring, steps, actions, menu, ...props }: HeroProps) {
  const { width, height, palette, axis, spots, hasTimeAxis } = props;
  const heat = useMemo(() => heatOf(plot, view), [plot, view]);
  return (
    <>
      <HeroTitle {...{ view, colouring, steps, actions, menu, width }} heatTop={heat?.top ?? null} />
      <HeroChart
        {...{ width, height, view, axis, spots, heat, limits, colouring, palette, hasTimeAxis }}
        label={heroSentence(view)}
      />
    </>
  );
}

function heatOf(plot: Plot, { columns, columnMs, measure, showsAll }: RunView): HeatGrid | null {
  if (showsAll) return null;
  return heatGridOf(
    plot,
    columns.map((column) => ({ startAt: column.startAt, figures: figuresOf(column, measure) })),
    columnMs,
  );
}

interface HeroMenuProps {
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** Which of all charts has the one slot. */
export function HeroMenu({ chosen, onChoose }: HeroMenuProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={css['chart-menu']} aria-label={`Chart: ${chosen}`}>
          <h2>{chosen}</h2>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {[HERO_NAME, ...SMALL_CHARTS].map((name) => (
          <Menu.Item key={name} onClick={() => onChoose(name)} aria-current={name === chosen}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
