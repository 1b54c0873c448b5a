// The headline figure of a plan over its runs; each point opens its run.
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, formatTime, plural } from '../../../shared/format.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { hrefOf } from '../../route.ts';
import { fullTimeOf, shortTimeOf } from '../../ui/day.ts';
import { useNow } from '../../ui/now.ts';
import { isFailedRun } from './run-search.ts';
import {
  bandWords,
  changeWords,
  plansWithTrend,
  trendAxis,
  trendOf,
  type Trend,
  type TrendAxis,
  type TrendPlan,
} from './run-trend.ts';
import css from './trend-strip.module.css';

export function TrendStrip({ runs }: { readonly runs: readonly RunBrief[] }) {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const plans = plansWithTrend(runs);
  const chosen = plans.find(({ key }) => key === chosenKey) ?? plans[0];
  if (chosen === undefined) return null;
  const trend = trendOf(runs, chosen);
  return (
    <section className={css['trend']} aria-label={`${chosen.name} over time`}>
      <TrendWords trend={trend} plans={plans} onChoose={setChosenKey} />
      <TrendChart trend={trend} />
    </section>
  );
}

interface TrendWordsProps {
  readonly trend: Trend;
  readonly plans: readonly TrendPlan[];
  readonly onChoose: (key: string) => void;
}

function TrendWords({ trend, plans, onChoose }: TrendWordsProps) {
  const { name, percentile, points, limit } = trend;
  const latest = points.at(-1)?.value ?? 0;
  return (
    <div className={css['trend-words']}>
      <h2 title={name}>{name}</h2>
      <p>
        {percentile} of its last {formatCount(points.length)} {plural(points.length, 'run')}
      </p>
      <strong className={limit !== null && latest >= limit.value ? 'is-broken' : undefined}>{formatTime(latest)}</strong>
      <p>{changeWords(trend)}</p>
      <p title="95 of 100 similar runs are expected in this band">{bandWords(trend)}</p>
      {plans.length > 1 && (
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <button type="button" className={css['trend-choose']}>
              Change plan <IconChevronDown size={14} stroke={1.75} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
            {plans.map((plan) => (
              <Menu.Item key={plan.key} onClick={() => onChoose(plan.key)}>
                {plan.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** All positions are percentages of the plot, so that its size need not be known. */
function TrendChart({ trend }: { readonly trend: Trend }) {
  const { points, limit, band } = trend;
  const now = useNow();
  const axis = trendAxis(trend);
  const xOf = (at: number): number => (at / Math.max(1, points.length - 1)) * 100;
  const yOf = (value: number): number => 100 * (1 - shareOf(value, axis));
  const labels =
    points.length < 5 ? [0, points.length - 1] : [0, 1, 2, 3].map((part) => Math.round((part * (points.length - 1)) / 3));
  return (
    <div className={css['trend-plot']}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
        {band !== null && (
          <rect className={css['trend-band']} x={0} width={100} y={yOf(band.to)} height={yOf(band.from) - yOf(band.to)} />
        )}
        {axis.ticks.map((value) => (
          <line key={value} className={css['trend-grid']} x1={0} x2={100} y1={yOf(value)} y2={yOf(value)} />
        ))}
        {limit !== null && axis.hasLimit && (
          <line className={css['trend-limit']} x1={0} x2={100} y1={yOf(limit.value)} y2={yOf(limit.value)} />
        )}
        <polyline className={css['trend-line']} points={points.map(({ value }, at) => `${xOf(at)},${yOf(value)}`).join(' ')} />
      </svg>
      {axis.ticks.map((value) => (
        <span key={value} className={css['trend-y']} style={{ top: `${yOf(value)}%` }} aria-hidden>
          {tickWords(value)}
        </span>
      ))}
      {limit !== null && (
        <span className={css['trend-limit-label']} style={{ top: `${yOf(limit.value)}%` }}>
          {limit.expression}
          {axis.hasLimit ? '' : limit.value > axis.to ? ' ↑' : ' ↓'}
        </span>
      )}
      <ol>
        {points.map(({ run, value }, at) => (
          <li key={run.id} style={{ left: `${xOf(at)}%`, top: `${yOf(value)}%` }}>
            <TrendMark run={run} words={`${formatTime(value)}, ${run.name}, ${fullTimeOf(run.startedAt)}`} />
          </li>
        ))}
      </ol>
      {[...new Set(labels)].map((at) => (
        <span key={at} className={css['trend-x']} style={{ left: `${xOf(at)}%` }} aria-hidden>
          {shortTimeOf(points[at]?.run.startedAt ?? 0, now)}
        </span>
      ))}
    </div>
  );
}

/** A cross if the run failed: the shape shows the kind, the colour only the family. */
function TrendMark({ run, words }: { readonly run: RunBrief; readonly words: string }) {
  const isFailed = isFailedRun(run);
  return (
    <a href={hrefOf({ screen: 'run', runId: run.id })} title={words} aria-label={isFailed ? `${words}, failed` : words}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
        {isFailed ? <path className="is-failed" d="M1 1 9 9M9 1 1 9" /> : <circle cx={5} cy={5} r={3.5} />}
      </svg>
    </a>
  );
}

/** 0 at the foot, 1 at the top. */
function shareOf(value: number, { isLog, from, to }: TrendAxis): number {
  const share = isLog ? Math.log10(Math.max(value, from) / from) / Math.log10(to / from) : value / to;
  return Math.min(1, Math.max(0, share));
}

/** 0, 0.1 ms, 60 ms, 1.2 s. */
function tickWords(value: number): string {
  if (value === 0) return '0';
  return value >= 999 ? `${Number((value / 1000).toPrecision(2))} s` : `${Number(value.toPrecision(2))} ms`;
}
