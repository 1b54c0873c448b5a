// The course of a search: each trial in turn on a logarithmic axis of the rate, with the gap that remained after it.
import { rateUnitOf, type CapacityRow, type TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { soFarWords } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import type { Purpose } from '../../../shared/capacity/trial.ts';
import { VerdictLegend, VerdictMark } from './chart-axes.tsx';
import { NEAR_LEFT, NEAR_RIGHT, nearLimit } from './near-limit-chart.tsx';
import { decadeTicks, frameOf, logarithmic, useWidth } from './chart-frame.ts';

const [LEFT, RIGHT, TOP, BOTTOM] = [76, 24, 6, 22];
/** The height over which the gap widens to the part that the chart below shows. */
const WEDGE = 26;
const [TALLEST_ROW, SHORTEST_ROW, MOST_HEIGHT] = [21, 9, 210];

const NAMES: Readonly<Record<Purpose, string>> = {
  double: 'double',
  'close in': 'close in',
  'confirm holds': 'confirm',
  'confirm fails': 'confirm',
  repeat: 'repeat',
  rung: '',
};

export function SearchChart({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  const { ref, width } = useWidth();
  const unit = rateUnitOf(row);
  const trials = row.trials.map(({ request, verdict }, at) => ({
    request,
    verdict,
    bounds: boundsOf(row.settings, row.trials.slice(0, at + 1)),
  }));
  const last = now === null ? [] : [{ request: now.request, verdict: null, bounds: boundsOf(row.settings, row.trials) }];
  const lines = [...trials, ...last];
  const rates = lines.map(({ request }) => request.rate);
  const [from, to] = [Math.min(...rates) / 1.2, Math.max(...rates, 2 * Math.min(...rates)) * 1.2];
  const x = logarithmic(from, to, LEFT, width - RIGHT);
  const pitch = Math.max(SHORTEST_ROW, Math.min(TALLEST_ROW, MOST_HEIGHT / Math.max(1, lines.length)));
  const axisAt = TOP + pitch * lines.length + BOTTOM;
  const near = nearLimit(boundsOf(row.settings, row.trials));
  const height = axisAt + (near === null ? 0 : WEDGE);
  const y = (at: number): number => TOP + pitch * (at + 0.5);
  return (
    <figure ref={ref}>
      <figcaption>
        The search <span>each trial in turn, and the gap that is left</span>
        <VerdictLegend />
      </figcaption>
      <svg {...frameOf(width, height, `${lines.length} trials. ${soFarWords(boundsOf(row.settings, row.trials), unit)}`)}>
        {decadeTicks(from, to).map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={axisAt - BOTTOM} stroke="var(--grid)" />
            <text x={x(tick)} y={axisAt - 6} textAnchor="middle">
              {rateWords(tick, unit)}
            </text>
          </g>
        ))}
        {near !== null && (
          <path
            d={`M${x(near[0])} ${axisAt}H${Math.min(width - RIGHT, x(near[1]))}L${width - NEAR_RIGHT} ${height}H${NEAR_LEFT}Z`}
            fill="var(--s2)"
          />
        )}
        {lines.map(({ request, verdict, bounds }, at) => {
          const start = x(bounds.low?.request.rate ?? from);
          const end = Math.max(start + 1, x(Math.min(to, bounds.high ?? bounds.failed?.request.rate ?? to)));
          const name = NAMES[request.purpose];
          const isNew = NAMES[lines[at - 1]?.request.purpose ?? 'rung'] !== name;
          return (
            <g key={request.number}>
              {isNew && (
                <text x={0} y={y(at) + 4}>
                  {name}
                </text>
              )}
              <rect x={start} y={y(at) - pitch * 0.2} width={end - start} height={pitch * 0.4} fill="var(--band1)" />
              {verdict === null ? (
                <circle cx={x(request.rate)} cy={y(at)} r={5} fill="var(--bg)" stroke="var(--ac)" strokeWidth={2} />
              ) : (
                <VerdictMark x={x(request.rate)} y={y(at)} verdict={verdict} />
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
