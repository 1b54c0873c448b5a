// The charts of a run as one self-contained SVG picture for slides and documents. Drawing programs do not know CSS variables, so
// the values are inlined.
import { numberedName, type RunRow } from '../../../shared/run.ts';
import { runHeadline } from '../../../shared/run-headline.ts';
import { describeLoadAndLaw } from '../../../shared/words.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { PATTERNS, WIDTH } from './chart.ts';
import { html, join, type Markup } from './markup.ts';
import { reportCharts, type ReportChart } from './report-charts.ts';
import { reportRun } from './report-run.ts';
import { REPORT_STYLE } from './report-style.ts';

const MARGIN = 24;
const HEAD = 84;
const TITLE = 26;
const LEGEND = 18;
const GAP = 22;

export function chartsSvg(row: RunRow, snapshots: Iterable<Snapshot>, version: string): string {
  const placed: Markup[] = [];
  let top = HEAD;
  for (const chart of reportCharts(reportRun(row, snapshots))) {
    const height = heightOf(chart.picture);
    placed.push(placedChart(chart, top, height));
    top += TITLE + height + (chart.legend === '' ? 0 : LEGEND) + GAP;
  }
  const width = WIDTH + 2 * MARGIN;
  const height = top + MARGIN;
  const picture = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${REPORT_STYLE} ${PATTERNS}
    <rect width="${width}" height="${height}" fill="#fff" />
    ${words('title', 36, numberedName(row))}
    ${words('sub', 58, `${runHeadline(row).words} · ${describeLoadAndLaw(row.plan.load)}`)} ${join(placed)}
    ${words('label', height - 14, `Onrush ${version} · ${new Date(row.startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`)}
  </svg> `.markup;
  return inlined(`<?xml version="1.0" encoding="UTF-8"?>\n${picture}`);
}

function placedChart({ title, note, picture, legend }: ReportChart, top: number, height: number): Markup {
  return html`${words('heading', top + 14, title, note)}
    <svg x="${MARGIN}" y="${top + TITLE}" width="${WIDTH}" height="${height}">${picture}</svg>
    ${legend === '' ? null : words('label', top + TITLE + height + 13, legend)}`;
}

const SIZES = { title: 20, sub: 12, heading: 14, label: 10.5 };

function words(kind: keyof typeof SIZES, y: number, text: string, note = ''): Markup {
  const isStrong = kind === 'title' || kind === 'heading';
  const ink = isStrong ? '#14181f' : '#4a5361';
  return html`<text x="${MARGIN}" y="${y}" fill="${ink}" font-size="${SIZES[kind]}" font-weight="${isStrong ? 600 : 400}"
    >${text}${note === '' ? null : html`<tspan dx="8" fill="#606a79" font-size="11" font-weight="400">${note}</tspan>`}</text
  >`;
}

function heightOf({ markup }: Markup): number {
  return Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(markup)?.[1] ?? 0);
}

/** In a report the page sets the font; here the picture must do so. */
function inlined(picture: string): string {
  const values = new Map([...picture.matchAll(/--([\w-]+): ([^;}]+)/g)].map(([, name = '', value = '']) => [name, value.trim()]));
  return picture
    .replaceAll(/var\(--([\w-]+)\)/g, (whole, name: string) => values.get(name) ?? whole)
    .replace(/:root \{[^}]*\}/, 'svg { font-family: Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }');
}
