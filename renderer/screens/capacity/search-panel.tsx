// Beside the charts of a search that is going on: its steps, the state of the current trial, and the trials so far.
import type { SVGProps } from 'react';
import { IconCheck, IconCircleDashed, IconCircleDot } from '@tabler/icons-react';
import { rateUnitOf, type CapacityRow, type TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { MODES, objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { verdictWords } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { VERDICT_MARKS } from '../../../shared/capacity/chart-trials.ts';
import { leftMs } from '../../../shared/capacity/estimate.ts';
import type { Evidence } from '../../../shared/capacity/judge-trial.ts';
import { mayMiss, objectiveWords } from '../../../shared/capacity/objective.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import type { Purpose } from '../../../shared/capacity/trial.ts';
import { lengthOf } from '../../../shared/capacity/trial-length.ts';
import { trialNowWords } from '../../../shared/capacity/trial-now-words.ts';
import { formatCount, formatLimit, formatPercent, formatSpan, formatTime, plural } from '../../../shared/format.ts';
import { hrefOf } from '../../route.ts';
import { useElapsed } from './use-elapsed.ts';
import css from './search-panel.module.css';

interface PanelProps {
  readonly row: CapacityRow;
  readonly now: TrialNow | null;
}

export function SearchPanel({ row, now }: PanelProps) {
  return (
    <aside className={css['panel']} aria-label="The search in figures">
      {row.kind === 'search' && <Steps row={row} now={now} />}
      {now !== null && <TrialSoFar row={row} now={now} />}
      <Trials row={row} />
    </aside>
  );
}

const ORDER: readonly Purpose[] = ['double', 'close in', 'confirm holds', 'confirm fails', 'repeat'];

function Steps({ row, now }: PanelProps) {
  const unit = rateUnitOf(row);
  const elapsed = useElapsed(row);
  const { low, failed } = boundsOf(row.settings, row.trials);
  const { confirmS, repeatS } = MODES[row.settings.precision];
  const longestS = low === null ? confirmS : lengthOf(row.settings, 'confirm holds', low.request.rate, row.trials).longestS;
  const rate = (trial: typeof low): string => (trial === null ? 'a rate' : rateWords(trial.request.rate, unit));
  const steps = [
    { purpose: 'double', words: 'Double until it fails', price: '5 s per rate' },
    { purpose: 'close in', words: 'Close in', price: '' },
    {
      purpose: 'confirm holds',
      words: `Confirm that ${rate(low)} holds`,
      price: `${longestS > confirmS ? 'up to ' : ''}${formatSpan(longestS * 1000)}`,
    },
    { purpose: 'confirm fails', words: `Confirm that ${rate(failed)} fails`, price: `up to ${formatSpan(confirmS * 1000)}` },
    { purpose: 'repeat', words: 'Repeat an early rate', price: `${repeatS} s per rate` },
  ] as const satisfies readonly { readonly purpose: Purpose; readonly words: string; readonly price: string }[];
  const current = ORDER.indexOf(now?.request.purpose ?? row.trials.at(-1)?.request.purpose ?? 'double');
  const left = Math.ceil(leftMs(row.settings, row.trials, elapsed) / 10_000) * 10_000;
  return (
    <section>
      <h2>
        Steps <span>about {formatSpan(left)} left</span>
      </h2>
      <ol className={css['steps']}>
        {steps.map(({ purpose, words, price }, at) => {
          const done = row.trials.filter(({ request }) => request.purpose === purpose).length;
          const state = at < current ? 'done' : at === current ? 'in progress' : 'not started';
          return (
            <li key={purpose} data-state={state} aria-current={at === current ? 'step' : undefined}>
              <StepIcon state={state} />
              <span>{words}</span>
              <span>{done > 0 ? `${formatCount(done)} ${plural(done, 'trial')}` : state === 'done' ? 'not needed' : price}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function StepIcon({ state }: { readonly state: 'done' | 'in progress' | 'not started' }) {
  const icon = { size: 16, stroke: 1.75, 'aria-label': state, role: 'img' } as const;
  if (state === 'done') return <IconCheck {...icon} color="var(--t2)" />;
  return state === 'in progress' ? (
    <IconCircleDot {...icon} color="var(--ac)" />
  ) : (
    <IconCircleDashed {...icon} color="var(--t3)" />
  );
}

function TrialSoFar({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow }) {
  const unit = rateUnitOf(row);
  const objectives = objectivesOf(row.settings);
  return (
    <section>
      <h2>
        Trial {formatCount(now.request.number)}{' '}
        <span>
          {rateWords(now.request.rate, unit)}, {row.settings.arrivals === 'poisson' ? 'Poisson' : 'even'}
        </span>
      </h2>
      {objectives.map((objective, at) => {
        const evidence = now.evidence[at];
        const share = mayMiss(objective);
        return (
          <div key={objectiveWords(objective)} className={css['objective']}>
            <div>
              <span>
                {objective.kind === 'time'
                  ? `Over ${formatLimit(objective.limitMs)}`
                  : objective.kind === 'failed'
                    ? 'Failed or dropped'
                    : 'Checks not passed'}
              </span>
              <b>{evidence === undefined || evidence.count === 0 ? '–' : formatPercent(evidence.missed / evidence.count)}</b>
            </div>
            {objective.kind === 'time' && evidence !== undefined && evidence.count > 0 && (
              <ShareScale evidence={evidence} share={share} />
            )}
            {at === 0 && <p>{trialNowWords(evidence, share, null)}</p>}
          </div>
        );
      })}
      <div className={css['objective']}>
        <div>
          <span>In flight</span>
          <b>{formatCount(now.outstanding)}</b>
        </div>
      </div>
    </section>
  );
}

const SCALE_WIDTH = 100;

/** The share that missed the objective, with its interval, compared with its limit; from 0 to three times the limit. */
function ShareScale({ evidence, share }: { readonly evidence: Evidence; readonly share: number }) {
  const place = (value: number): number => Math.min(SCALE_WIDTH, (value / (3 * share)) * SCALE_WIDTH);
  const words = `${formatPercent(evidence.missed / evidence.count)}, between ${formatPercent(evidence.low)} and ${formatPercent(evidence.high)}; at most ${formatPercent(share)} may`;
  const frame: SVGProps<SVGSVGElement> = { role: 'img', 'aria-label': words, preserveAspectRatio: 'none' };
  return (
    <svg className={css['scale']} viewBox={`0 0 ${SCALE_WIDTH} 10`} {...frame}>
      <line x1={0} x2={SCALE_WIDTH} y1={5} y2={5} stroke="var(--line2)" vectorEffect="non-scaling-stroke" />
      <rect
        x={place(evidence.low)}
        y={3}
        width={Math.max(0.6, place(evidence.high) - place(evidence.low))}
        height={4}
        fill="var(--band1)"
      />
      <rect x={Math.max(0, place(evidence.missed / evidence.count) - 0.7)} y={2} width={1.4} height={6} fill="var(--ac)" />
      <line
        x1={place(share)}
        x2={place(share)}
        y1={0}
        y2={10}
        stroke="var(--bad)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function Trials({ row }: { readonly row: CapacityRow }) {
  const unit = rateUnitOf(row);
  if (row.trials.length === 0) return null;
  return (
    <section>
      <h2>
        Trials <span>newest first</span>
      </h2>
      <ol className={css['trials']}>
        {row.trials.toReversed().map((trial) => (
          <li key={trial.request.number}>
            <a href={hrefOf({ screen: 'run', runId: trial.runId })}>{trial.request.number}</a>
            <b>{rateWords(trial.request.rate, unit)}</b>
            <span>
              {trial.backlogGrowth === null ? (trial.figures.requests > 0 ? formatTime(trial.figures.p99) : '–') : 'backlog'}
            </span>
            <span>{formatSpan(trial.seconds * 1000)}</span>
            <span data-verdict={trial.verdict}>
              <i aria-hidden>{VERDICT_MARKS[trial.verdict]}</i> {verdictWords({ ...trial, backlogGrowth: null })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
