// The result of the plan's latest run, with a link to it.
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useId } from 'react';
import { runHeadline } from '../../../../shared/run-headline.ts';
import { isOver } from '../../../../shared/run.ts';
import { useSteadyRuns } from '../../../host/host-state.ts';
import { hrefOf } from '../../../route.ts';
import { clockOf, dayOf } from '../../../ui/day.ts';
import { useNow } from '../../../ui/now.ts';
import css from './values-panel.module.css';

export function LastRun({ planId }: { readonly planId: string }) {
  const titleId = useId();
  const now = useNow();
  const runs = useSteadyRuns();
  // Newest first.
  const last = runs?.find((run) => run.planId === planId && isOver(run.state));
  if (last === undefined) return null;
  const { words, isBad } = runHeadline(last);
  const Mark = isBad ? IconCircleX : IconCircleCheck;
  return (
    <section className={css['last-run']} aria-labelledby={titleId}>
      <h2 id={titleId}>
        Last run{' '}
        <span className={css['count']}>
          {dayOf(last.startedAt, now)} {clockOf(last.startedAt)}
        </span>
      </h2>
      <p data-bad={isBad ? '' : undefined}>
        <Mark size={14} stroke={1.75} aria-hidden />
        <span>
          {words}
          <br />
          <a href={hrefOf({ screen: 'run', runId: last.id })}>Open the run</a>
        </span>
      </p>
    </section>
  );
}
