// The most important part of a finished run: its one sentence, and beside it whether its figures can be trusted.
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatClock } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SpoiledSpan } from '../../../../shared/spoiled.ts';
import { runHeadline } from '../../../../shared/run-headline.ts';
import { hasNothingToShow } from '../nothing-to-show.ts';
import textCss from '../../../ui/text.module.css';
import css from '../run-screen.module.css';

interface RunHeadlineBandProps {
  readonly row: RunRow;
  /**
   * The seconds in which this computer was late, and how to leave them out; null if nothing would be left, or if they are already
   * left out.
   */
  readonly late?: { readonly spans: readonly SpoiledSpan[]; readonly leaveOut: () => void } | null;
}

export function RunHeadlineBand({ row, late = null }: RunHeadlineBandProps) {
  const { words, isBad } = runHeadline(row);
  const { verdict, reason } = row.summary.generator;
  return (
    <div className={css['run-headline']}>
      <p className={isBad ? 'is-broken' : undefined}>{words}</p>
      {verdict === 'suspect' && row.importedFrom === null && !hasNothingToShow(row) && (
        <span className={css['run-doubt']} title={reason ?? undefined}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          <span>
            {reason}{' '}
            {late !== null && (
              <button
                type="button"
                className={textCss['link-button']}
                title={`Late ${late.spans.map(({ from, to }) => `${formatClock(from)} to ${formatClock(to)}`).join(', ')}. Every chart, figure and table then covers only the rest.`}
                onClick={late.leaveOut}
              >
                Leave these seconds out
              </button>
            )}
          </span>
        </span>
      )}
    </div>
  );
}
