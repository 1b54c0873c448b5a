// If there is no space for the panel beside the charts: its essence in one line, and the button that opens it.
import { formatCount, plural } from '../../../../shared/format.ts';
import { isFailure, OUTCOME_LABEL, OUTCOMES } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { KeyHint } from '../../../shortcuts/key-hint.tsx';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import runScreenCss from '../run-screen.module.css';
import chartStackCss from '../charts/chart-stack.module.css';

interface StatusLineProps {
  readonly row: RunRow;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const MOST_KINDS = 3;

export function RunStatusLine({ row: { summary, verdicts }, isOpen, onToggle }: StatusLineProps) {
  const failing = verdicts.filter(({ actual, passed }) => actual !== null && !passed).length;
  const kinds = OUTCOMES.filter((outcome) => isFailure(outcome) && (summary.outcomes[outcome] ?? 0) > 0);
  return (
    <div className={runScreenCss['status-line']}>
      {failing > 0 && (
        <strong className="is-broken">
          {failing} of {verdicts.length} {plural(verdicts.length, 'threshold')} failing
        </strong>
      )}
      {failing === 0 && verdicts.length > 0 && <span>no threshold fails</span>}
      {kinds.slice(0, MOST_KINDS).map((outcome) => (
        <span className={chartStackCss['key']} key={outcome}>
          <OutcomeMark mark={markOf(outcome)} />
          {OUTCOME_LABEL[outcome]} {formatCount(summary.outcomes[outcome] ?? 0)}
        </span>
      ))}
      {kinds.length === 0 && <span>{formatCount(summary.requests.total)} ended, none failed</span>}
      <button type="button" onClick={onToggle} aria-expanded={isOpen}>
        {isOpen ? 'Hide details' : 'Details'} <KeyHint id="run.details" />
      </button>
    </div>
  );
}
