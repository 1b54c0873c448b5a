// Each step of a run that goes on: how often, how slow, how much of it failed; read from what is stored so far.
import { useEffect, useState } from 'react';
import { fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import { formatCount, formatPercent, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { EVERYTHING, type GroupFigures } from '../../../../shared/sample-query.ts';
import { completedOf, errorRate, headlineOf } from '../../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import { call } from '../../../host/client.ts';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import { stepsOf } from '../../../../shared/plan/plan.ts';

const PAUSE_MS = 2000;
/** Reading takes at most one part in twenty of a core from the load generator. */
const REST_FACTOR = 20;

export function LiveSteps({ row }: { readonly row: RunRow }) {
  return stepsOf(row.plan).length > 1 ? <StepTable row={row} /> : null;
}

function StepTable({ row }: { readonly row: RunRow }) {
  const steps = useLiveSteps(row.id);
  const measure = headlineOf(row.plan.load.model);
  return (
    <Section title="Steps" note={MEASURE_LABEL[measure].toLowerCase()}>
      {steps.length === 0 && <p className={css['panel-empty']}>No request is stored yet.</p>}
      {steps.length > 0 && (
        <table className={css['live-steps']}>
          <caption className="visually-hidden">Requests so far, by step</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Requests</th>
              <th scope="col">p95</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((group) => (
              <StepRow key={group.index} group={group} isService={measure === 'service_time'} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function StepRow({ group, isService }: { readonly group: GroupFigures; readonly isService: boolean }) {
  const times = isService ? group.serviceTime : group.responseTime;
  const completed = completedOf(group.requests);
  const isFew = !hasEnough(95, completed);
  return (
    <tr>
      <th scope="row" title={group.name}>
        {group.name}
      </th>
      <td>{formatCount(group.requests.total)}</td>
      <td className={isFew ? 'is-faint' : undefined} title={isFew ? fewWords(95, completed, 'this step') : undefined}>
        {completed === 0 ? NO_VALUE : formatTime(times.p95)}
      </td>
      <td className={group.requests.failed > 0 ? 'is-broken' : undefined}>
        {completed === 0 ? NO_VALUE : group.requests.failed === 0 ? '0' : formatPercent(errorRate(group.requests))}
      </td>
    </tr>
  );
}

function useLiveSteps(runId: string): readonly GroupFigures[] {
  const [steps, setSteps] = useState<readonly GroupFigures[]>([]);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const read = async (): Promise<void> => {
      const startedAt = performance.now();
      const figures = document.hidden ? null : await call('samples.figures', { runId, view: 'live steps', filter: EVERYTHING });
      if (!isWanted) return;
      if (figures?.ok === true) setSteps(figures.value.steps);
      timer = setTimeout(() => void read(), Math.max(PAUSE_MS, (performance.now() - startedAt) * REST_FACTOR));
    };
    void read();
    return () => {
      isWanted = false;
      if (timer !== null) clearTimeout(timer);
    };
  }, [runId]);
  return steps;
}
