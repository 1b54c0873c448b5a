// Instead of the charts: why a run has nothing to draw, and the two ways to continue.
import { Button } from '@mantine/core';
import { formatCount, plural } from '../../../../shared/format.ts';
import { isOver, type RunRow } from '../../../../shared/run.ts';
import type { RunActions } from './run-actions.ts';
import css from '../run-screen.module.css';
import pageCss from '../../../ui/page.module.css';

interface CauseOfFailureProps {
  readonly row: RunRow;
  readonly actions: RunActions;
  /** The pauses of the virtual users because of it, while it is running. */
  readonly backOff: string | null;
}

export function CauseOfFailure({ row, actions, backOff }: CauseOfFailureProps) {
  const [failure] = row.summary.failures.toSorted((a, b) => b.count - a.count);
  const over = isOver(row.state);
  const cause = row.reason ?? failure?.message ?? 'The run ended before a request was sent.';
  return (
    <div className={css['run-cause']}>
      <h2>{titleOf(row)}</h2>
      <p>{cause}</p>
      {!over && <p className={css['run-cause-count']}>{soFarWords(row, backOff)}</p>}
      <div className={pageCss['full-page-actions']}>
        {over && actions.acceptCertificate !== undefined && (
          <Button variant="filled" onClick={actions.acceptCertificate} loading={actions.isStarting}>
            Accept the certificate and run again
          </Button>
        )}
        <Button onClick={actions.editPlan}>Edit plan</Button>
        {over && (
          <Button variant="subtle" onClick={actions.runAgain} loading={actions.isStarting}>
            Run again
          </Button>
        )}
      </div>
    </div>
  );
}

function titleOf({ state, summary }: RunRow): string {
  if (!isOver(state)) return 'No response so far';
  return state === 'failed' || summary.requests.failed > 0 ? 'No response' : 'Nothing was measured';
}

function soFarWords({ summary: { requests } }: RunRow, backOff: string | null): string {
  const failed = `${formatCount(requests.failed)} ${plural(requests.failed, 'request')} failed without a response`;
  return backOff === null ? `${failed}.` : `${failed}; ${backOff}.`;
}
