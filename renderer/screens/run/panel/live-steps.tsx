// Each step of a run that goes on: how often, how slow, how much of it failed and how its checks ended; and how far its journeys
// came. Read from what is stored so far.
import { useEffect, useState } from 'react';
import { fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { JourneyFigures } from '../../../../shared/journey-figures.ts';
import { EVERYTHING, type GroupFigures } from '../../../../shared/sample-query.ts';
import { completedOf, errorRate, headlineOf } from '../../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { call } from '../../../host/client.ts';
import {
  checksByStep,
  hasJourneys,
  liveFunnelSentence,
  passedShare,
  sumOfFunnels,
  type StepChecks,
} from '../../../../shared/journey-words.ts';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import { stepsOf } from '../../../../shared/plan/plan.ts';
import textCss from '../../../ui/text.module.css';

const PAUSE_MS = 2000;
/** Reading takes at most one part in twenty of a core from the load generator. */
const REST_FACTOR = 20;

export function LiveSteps({ row }: { readonly row: RunRow }) {
  return stepsOf(row.plan).length > 1 ? <StepTable row={row} /> : null;
}

function StepTable({ row }: { readonly row: RunRow }) {
  const journeys = useLiveJourneys(row.id);
  const measure = headlineOf(row.plan.load.model);
  const checks = checksByStep(row.plan, row.summary.journey);
  const hasChecks = checks.some((one) => one !== null);
  return (
    <Section title="Steps" note={MEASURE_LABEL[measure].toLowerCase()}>
      {journeys === null && <p className={css['panel-empty']}>No request is stored yet.</p>}
      {journeys !== null && (
        <>
          <table className={css['live-steps']}>
            <caption className={textCss['visually-hidden']}>Requests so far, by step</caption>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Requests</th>
                <th scope="col">Failed</th>
                {hasChecks && <th scope="col">Checks</th>}
              </tr>
            </thead>
            <tbody>
              {journeys.steps.map(({ index, figures }) => (
                <StepRow
                  key={index}
                  name={stepsOf(row.plan)[index]?.name ?? ''}
                  group={figures}
                  isService={measure === 'service_time'}
                  checks={hasChecks ? (checks[index] ?? null) : undefined}
                />
              ))}
            </tbody>
          </table>
          {hasJourneys(row.plan) && <p className={css['live-journeys']}>{liveFunnelSentence(sumOfFunnels(journeys.funnels))}</p>}
        </>
      )}
    </Section>
  );
}

interface StepRowProps {
  readonly name: string;
  /** null before its first request. */
  readonly group: GroupFigures | null;
  readonly isService: boolean;
  /** undefined where no step of the plan has any. */
  readonly checks: StepChecks | null | undefined;
}

/** Two lines: how many, and below them how fast and how slow. */
function StepRow({ name, group, isService, checks }: StepRowProps) {
  const requests = group?.requests ?? NO_REQUESTS;
  const completed = completedOf(requests);
  const share = checks === undefined || checks === null ? null : passedShare(checks);
  return (
    <>
      <tr>
        <th scope="row" title={name}>
          {name}
        </th>
        <td>{formatCount(requests.total)}</td>
        <td className={requests.failed > 0 ? 'is-broken' : undefined}>
          {completed === 0 ? NO_VALUE : requests.failed === 0 ? '0' : formatPercent(errorRate(requests))}
        </td>
        {checks !== undefined && (
          <td className={share !== null && share < 1 ? 'is-broken' : undefined}>
            {share === null ? NO_VALUE : formatPercent(share)}
          </td>
        )}
      </tr>
      <tr className={css['live-times']}>
        <td colSpan={checks === undefined ? 3 : 4}>
          <span>
            <span>{completed === 0 ? NO_VALUE : formatRate(group?.throughput ?? 0)}</span>
            {PERCENTS.map((percent) => (
              <Time key={percent} percent={percent} group={group} isService={isService} />
            ))}
          </span>
        </td>
      </tr>
    </>
  );
}

const PERCENTS = [50, 95, 99] as const;

function Time({ percent, group, isService }: Pick<StepRowProps, 'group' | 'isService'> & { readonly percent: 50 | 95 | 99 }) {
  const times = isService ? group?.serviceTime : group?.responseTime;
  const completed = completedOf(group?.requests ?? NO_REQUESTS);
  const isFew = !hasEnough(percent, completed);
  return (
    <span className={isFew ? 'is-faint' : undefined} title={isFew ? fewWords(percent, completed, 'this step') : undefined}>
      p{percent} <b>{completed === 0 || times === undefined ? NO_VALUE : formatTime(times[`p${percent}`])}</b>
    </span>
  );
}

const NO_REQUESTS = { total: 0, succeeded: 0, failed: 0, cancelled: 0 };

/** null before the first is stored. */
function useLiveJourneys(runId: string): JourneyFigures | null {
  const [journeys, setJourneys] = useState<JourneyFigures | null>(null);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const readOnce = async (): Promise<void> => {
      const startedAt = performance.now();
      const read = document.hidden ? null : await call('samples.journeys', { runId, view: 'live steps', filter: EVERYTHING });
      if (!isWanted) return;
      if (read?.ok === true && read.value.steps.some(({ figures }) => figures !== null)) setJourneys(read.value);
      timer = setTimeout(() => void readOnce(), Math.max(PAUSE_MS, (performance.now() - startedAt) * REST_FACTOR));
    };
    void readOnce();
    return () => {
      isWanted = false;
      if (timer !== null) clearTimeout(timer);
    };
  }, [runId]);
  return journeys;
}
