// What one reads first of a finished run: its one sentence, and beside it, quietly, whether its figures can be trusted.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { RunRow } from '../../../../shared/run.ts';
import { runHeadline } from '../../../../shared/run-headline.ts';
import css from '../run-screen.module.css';

export function RunHeadlineBand({ row }: { readonly row: RunRow }) {
  const { words, isBad } = runHeadline(row);
  const { verdict, reason } = row.summary.generator;
  return (
    <div className={css['run-headline']}>
      <p className={isBad ? 'is-broken' : undefined}>{words}</p>
      {verdict === 'suspect' && row.importedFrom === null && (
        <span className={css['run-doubt']} title={reason ?? undefined}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          {reason}
        </span>
      )}
    </div>
  );
}
