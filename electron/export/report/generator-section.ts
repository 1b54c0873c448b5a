// Whether the load generator kept up: the verdict in words, and each second of the run as a cell.
import { formatSpan, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { HEALTH_LABEL, type HealthVerdict } from '../../../shared/health.ts';
import { healthCells } from '../../../shared/spoiled.ts';
import { LEFT, RIGHT, round, WIDTH } from './chart.ts';
import { html, type Markup } from './markup.ts';
import type { ReportRun } from './report-run.ts';

const MOST_CELLS = 120;
const HEIGHT = 14;

export function generatorSection(run: ReportRun): Markup {
  const { generator } = run.row.summary;
  const { verdict, reason, trusted, strained, suspect, worstLatenessP99, worstEventLoopP99 } = generator;
  const seconds = (count: number): string => formatSpan(count * 1000);
  return html`<p class="verdict ${verdict ?? 'unknown'}">${reason}</p>
    ${verdict === null ? null : strip(run)}
    <dl class="facts">
      <div>
        <dt>Trusted</dt>
        <dd>${seconds(trusted)}</dd>
      </div>
      <div>
        <dt>Strained</dt>
        <dd>${seconds(strained)}</dd>
      </div>
      <div>
        <dt>Suspect</dt>
        <dd>${seconds(suspect)}</dd>
      </div>
      <div>
        <dt>Latest starts, worst second (p99)</dt>
        <dd>${worstLatenessP99 === null ? NO_VALUE : formatTime(worstLatenessP99)}</dd>
      </div>
      <div>
        <dt>Event loop late, worst second (p99)</dt>
        <dd>${worstEventLoopP99 === null ? NO_VALUE : formatTime(worstEventLoopP99)}</dd>
      </div>
    </dl>`;
}

function strip({ columns, durationMs, spoiled }: ReportRun): Markup {
  const count = Math.min(MOST_CELLS, Math.max(1, Math.ceil(durationMs / 1000)));
  const cells = healthCells(columns, durationMs, count);
  const width = (WIDTH - LEFT - RIGHT) / count;
  const words = spoiled.length === 0 ? 'every second trusted' : `${spoiled.length} intervals not trusted`;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${`Generator second by second: ${words}.`}"
  >
    ${cells.map((verdict, at) => html`<rect x="${round(LEFT + at * width)}" y="0" width="${round(Math.max(1, width - 1))}" height="${HEIGHT}" fill="${fillOf(verdict)}"><title>${verdict === null ? 'Not measured' : HEALTH_LABEL[verdict]}</title></rect>`)}
  </svg>`;
}

function fillOf(verdict: HealthVerdict | null): string {
  if (verdict === null) return '#eef0f4';
  return verdict === 'trusted' ? '#cdd3dc' : `url(#${verdict})`;
}
