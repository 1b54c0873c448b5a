// Beside the charts: thresholds with their verdicts, outcomes with counts, what failed and why, iterations.
import { IconCircleCheck, IconCircleX, IconPointFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { formatClock, formatCount, formatPercent } from '../../../../shared/format.ts';
import { OUTCOME_LABEL, OUTCOMES, type Outcome } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { Verdict } from '../../../../shared/plan/threshold.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { formatActual, thresholdText } from '../../../../shared/plan/threshold-words.ts';
import { Events } from './events.tsx';
import { Failures } from './failures.tsx';
import { GeneratorSection } from './generator.tsx';
import { LiveSteps } from './live-steps.tsx';
import { Section } from './panel-section.tsx';
import { backOffWords, statusCodeWords, verdictBar } from '../run-words.ts';
import css from '../run-panel.module.css';
import { classes } from '../../../ui/classes.ts';
import textCss from '../../../ui/text.module.css';

interface SidePanelProps {
  readonly run: LiveRun;
  readonly row: RunRow;
  /** Due iterations that wait for a free virtual user. */
  readonly waiting: number;
}

export const SidePanel = memo(function SidePanel({ run, row, waiting }: SidePanelProps) {
  const { summary, verdicts } = row;
  const backOff = backOffWords(run.columns.at(-1));
  // In the closed model each virtual user begins its own iterations.
  const mayWait = row.plan.load.model !== 'closed';
  return (
    // It scrolls, and may contain nothing else that can be focused.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={css['run-panel']} aria-label="Details" tabIndex={0}>
      <ThresholdList verdicts={verdicts} />
      <LiveSteps row={row} />
      <Outcomes row={row} />
      <GeneratorSection run={run} />
      {summary.failures.length > 0 && <Failures row={row} />}
      <Section title="Iterations">
        <Count word="Scheduled" count={summary.iterations.scheduled} />
        <Count word="Started" count={summary.iterations.started} />
        {mayWait && <Count word="Waiting for a free VU" count={waiting} />}
        {mayWait && <Count word="Dropped" count={summary.iterations.dropped} />}
        {backOff !== null && <p className={css['back-off']}>{backOff}.</p>}
      </Section>
      <Events annotations={row.annotations} />
    </aside>
  );
});

export function ThresholdList({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const failing = verdicts.filter(({ actual, passed }) => actual !== null && !passed).length;
  const passing = verdicts.filter(({ passed }) => passed).length;
  const note = (
    <>
      {failing > 0 && <strong className="is-broken">{failing} failing</strong>}
      {failing > 0 && passing > 0 && ' · '}
      {passing > 0 && `${passing} passing`}
    </>
  );
  return (
    <Section title="Thresholds" note={note}>
      {verdicts.length === 0 && <p className={css['panel-empty']}>This plan has no thresholds.</p>}
      {verdicts.map((verdict, at) => (
        <VerdictRow key={`${at} ${verdict.expression}`} verdict={verdict} />
      ))}
    </Section>
  );
}

function VerdictRow({ verdict }: { readonly verdict: Verdict }) {
  const { actual, passed, failingSince } = verdict;
  const bar = verdictBar(verdict);
  const isBroken = actual !== null && !passed;
  return (
    <div className={css['verdict']}>
      {actual === null ? (
        <IconPointFilled size={16} color="var(--t3)" aria-label="not yet" />
      ) : passed ? (
        <IconCircleCheck size={16} stroke={1.75} color="var(--ok)" aria-label="passed" />
      ) : (
        <IconCircleX size={16} stroke={1.75} color="var(--bad)" aria-label="failed" />
      )}
      <span className={classes(textCss['mono'], css['verdict-expression'])} title={thresholdText(verdict)}>
        {thresholdText(verdict)}
      </span>
      <span className={isBroken ? classes(css['verdict-actual'], 'is-broken') : css['verdict-actual']}>
        {formatActual(verdict)}
      </span>
      {bar !== null && (
        <span className={isBroken ? classes(css['verdict-bar'], 'is-broken') : css['verdict-bar']}>
          <span style={{ width: `${bar.actual * 100}%` }} />
          <i style={{ left: `${bar.limit * 100}%` }} />
        </span>
      )}
      {failingSince !== undefined && <span className={css['verdict-since']}>failing since {formatClock(failingSince)}</span>}
    </div>
  );
}

export function Outcomes({ row: { summary } }: { readonly row: RunRow }) {
  const { total } = summary.requests;
  const kinds = OUTCOMES.filter((outcome) => (summary.outcomes[outcome] ?? 0) > 0);
  const codes = Object.entries(summary.statusCodes).filter(([, count]) => count > 0);
  const versions = Object.entries(summary.protocols).map(([version, count]) => `${version} ${formatCount(count)}`);
  return (
    <Section title="Outcomes" note={`${formatCount(total)} ended`}>
      {kinds.length === 0 && <p className={css['panel-empty']}>No request has ended yet.</p>}
      {kinds.map((outcome) => (
        <OutcomeRow
          key={outcome}
          outcome={outcome}
          words={OUTCOME_LABEL[outcome]}
          count={summary.outcomes[outcome] ?? 0}
          total={total}
        />
      ))}
      {codes.length > 0 && <h3>Status codes</h3>}
      {codes.map(([code, count]) => (
        <OutcomeRow key={code} outcome={outcomeOfStatus(code)} words={statusCodeWords(code)} count={count} total={total} />
      ))}
      {versions.length > 0 && <p className={css['panel-empty']}>Responses by HTTP version: {versions.join(', ')}</p>}
    </Section>
  );
}

interface OutcomeRowProps {
  readonly outcome: Outcome;
  readonly words: string;
  readonly count: number;
  readonly total: number;
}

function OutcomeRow({ outcome, words, count, total }: OutcomeRowProps) {
  return (
    <div className={css['outcome']}>
      <OutcomeMark mark={markOf(outcome)} />
      <span title={words}>{words}</span>
      <strong>{formatCount(count)}</strong>
      <span className={css['outcome-share']}>{total === 0 ? '' : formatPercent(count / total)}</span>
    </div>
  );
}

function Count({ word, count }: { readonly word: string; readonly count: number }) {
  return (
    <div className={css['outcome']}>
      <span>{word}</span>
      <strong>{formatCount(count)}</strong>
    </div>
  );
}

function outcomeOfStatus(code: string): Outcome {
  if (code.startsWith('5')) return 'http_5xx';
  return code.startsWith('4') ? 'http_4xx' : 'ok';
}
