// The labels of every chart of a comparison of up to five runs, with long names and nearly the same figures: none overlap.
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ComparedRun, ComparedTask } from '../../../shared/comparison.ts';
import { exampleRun, summaryOf } from '../../../shared/test-example-run.ts';
import { BandsChart } from './bands-chart.tsx';
import { CompletedChart } from './completed-chart.tsx';
import { ComparedSpectra } from './compared-spectra.tsx';
import { TaskLanes } from './task-lanes.tsx';

const NAME = 'The checkout of the shop with a very long name, as measured in the night, number';
/** Widths of the three charts, at 1280 and at 1920 px; one chart alone is as wide as all. */
const WIDTHS = [270, 400, 500, 660, 1200, 1840];

function run(at: number, hasTasks: boolean): ComparedRun {
  const length = 40;
  const values = (base: number): Float64Array => Float64Array.from({ length }, (_, column) => base + at * 0.01 + (column % 3));
  const measured = { p50: values(10), p95: values(20), p99: values(30) };
  const tasks = Array.from({ length: 20 }, (_, index): ComparedTask => {
    const [sentAt, endedAt] = [index * 40, index * 40 + 100 + at * 0.1];
    return { dueAt: 0, sentAt, firstByteAt: endedAt - 5, endedAt, outcome: 'ok' };
  });
  const percents = Float64Array.from({ length: 20 }, (_, index) => index * 5);
  const times = Float64Array.from(percents, (percent) => 10 + percent + at * 0.01);
  return {
    row: exampleRun({ id: `r${at}`, name: `${NAME} ${at}`, summary: { ...summaryOf(4000), durationMs: 10_000 + at } }),
    requests: 4000,
    throughput: 400 + at,
    series: { columnMs: 250, completed: values(100), service_time: measured, response_time: measured },
    spectrum: { percents, service_time: times, response_time: times },
    tasks: hasTasks ? tasks : null,
  } as unknown as ComparedRun;
}

interface Box {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of the labels at their places, with the widths that the charts assume. */
function labelsOf(chart: ReactElement): Box[] {
  const markup = renderToStaticMarkup(chart);
  return [
    ...markup.matchAll(
      /<text x="([\d.]+)" y="([\d.]+)" class="[^"]*(?:compare-label|compare-sublabel)[^"]*"[^>]*>(.*?)<\/text>/g,
    ),
  ].map(([, x, y, inner = '']) => {
    const lines = inner
      .replace(/<title>.*?<\/title>/, '')
      .split(/<tspan[^>]*>/)
      .map((line) => line.replaceAll(/<[^>]*>/g, ''));
    const width = Math.max(...lines.map((line) => line.length * 6.5));
    const top = Number(y) - 11;
    return { words: lines.join(' '), left: Number(x), right: Number(x) + width, top, bottom: top + 13 * lines.length };
  });
}

const overlapping = (boxes: readonly Box[]): string[] =>
  boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map((b) => `${a.words} / ${b.words}`),
  );

test.each(WIDTHS.flatMap((width) => [2, 3, 5].map((count) => [width, count] as const)))(
  'at %i px with %i runs no label lies on another or beyond the chart',
  (width, count) => {
    for (const hasTasks of [false, true]) {
      const runs = Array.from({ length: count }, (_, at) => run(at, hasTasks));
      const names = runs.map(({ row }) => row.name);
      const shared = { runs, names, width, height: 330 };
      const charts = [
        <CompletedChart key="completed" {...shared} />,
        <ComparedSpectra key="spectrum" {...shared} measure="service_time" />,
        hasTasks ? <TaskLanes key="tasks" {...shared} /> : <BandsChart key="bands" {...shared} measure="service_time" />,
      ];
      for (const chart of charts) {
        const labels = labelsOf(chart);
        expect(labels.length).toBeGreaterThanOrEqual(count);
        expect(overlapping(labels)).toEqual([]);
        expect(labels.filter(({ right }) => right > width + 4).map(({ words }) => words)).toEqual([]);
      }
    }
  },
);
