// One run in the history: its figures, its link, and its deletion, which can be undone.
import { ActionIcon } from '@mantine/core';
import { IconNotes, IconTrash } from '@tabler/icons-react';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { fewWords, hasEnough } from '../../../shared/enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE } from '../../../shared/format.ts';
import { isOver, type RunBrief } from '../../../shared/run.ts';
import { completedOf, errorRate, timedRequests } from '../../../shared/summary.ts';
import { describeLoad } from '../../../shared/words.ts';
import { SENT_BY_MEANING } from '../../../shared/sent-by.ts';
import { useChosenRuns } from '../../host/chosen-runs.ts';
import { removeRun, titleOf } from '../../host/remove-run.ts';
import { goTo, hrefOf } from '../../route.ts';
import { RunNumber } from '../../run-description/run-number.tsx';
import { RunStar } from '../../run-description/run-star.tsx';
import { TagChips } from '../../run-description/run-tags.tsx';
import { clockOf, fullTimeOf } from '../../ui/day.ts';
import { headlineTimes } from '../../run-description/headline-times.ts';
import { StateMark } from '../../run-description/state-mark.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { generatorWords } from './generator-words.ts';
import css from './history-screen.module.css';
import { classes } from '../../ui/classes.ts';
import runDescriptionCss from '../../run-description/run-description.module.css';
import textCss from '../../ui/text.module.css';

/** From this share on, failures are emphasised. */
const MANY_FAILED = 0.01;

interface HistoryRowProps {
  readonly run: RunBrief;
  /** With Shift: all runs from the one that was selected last. */
  readonly handleChoice: (run: RunBrief, isChosen: boolean, isRange: boolean) => void;
}

export const HistoryRow = memo(function HistoryRow({ run, handleChoice }: HistoryRowProps) {
  const { requests } = run.summary;
  const share = errorRate(requests);
  const load = describeLoad(run.plan.load);
  const isActive = !isOver(run.state);
  return (
    <tr className={css['history-run']} data-testid="run" onClick={(event) => openRun(event, run)}>
      <td className={css['history-name']}>
        <span>
          <ChooseRun run={run} handleChoice={handleChoice} />
          <StateMark run={run} />
          <a
            className={css['history-link']}
            data-run-link
            href={hrefOf({ screen: 'run', runId: run.id })}
            title={run.reason ?? undefined}
            onKeyDown={(event) => handleKey(event, run)}
          >
            {run.name}
          </a>
          <RunNumber run={run} />
          {run.importedFrom !== null && (
            <span className={runDescriptionCss['tag-chip']} title={`Read from ${run.importedFrom}`}>
              imported
            </span>
          )}
          {run.sentBy !== undefined && (
            <span className={runDescriptionCss['tag-chip']} title={SENT_BY_MEANING}>
              sent by {run.sentBy}
            </span>
          )}
          {run.isBaseline && <span className={runDescriptionCss['tag-chip']}>baseline</span>}
          <TagChips tags={run.tags} />
          {run.notes !== '' && (
            <span className={css['history-notes']} title={run.notes}>
              <IconNotes size={14} stroke={1.75} aria-hidden />
              <span className={textCss['visually-hidden']}>Notes: {run.notes}</span>
            </span>
          )}
          <RunStar run={run} label={`Star ${titleOf(run)}`} />
        </span>
      </td>
      <td className={css['history-load']} title={load}>
        {load}
      </td>
      <td className={css['number']}>{formatCount(requests.total)}</td>
      <td className={classes(css['number'], css['history-throughput'])}>
        {completedOf(requests) === 0 ? NO_VALUE : formatRate(run.summary.throughput)}
      </td>
      <RunPercentileCell run={run} percentile="p50" percent={50} />
      <RunPercentileCell run={run} percentile="p95" percent={95} />
      <RunPercentileCell run={run} percentile="p99" percent={99} />
      <td
        className={share >= MANY_FAILED ? classes(css['number'], css['many-failed']) : css['number']}
        title={`${formatCount(requests.failed)} failed`}
      >
        {completedOf(requests) === 0 ? NO_VALUE : requests.failed === 0 ? '0' : formatPercent(share)}
      </td>
      <GeneratorCell run={run} />
      <td className={classes(css['number'], css['history-started'])}>
        <time dateTime={new Date(run.startedAt).toISOString()} title={fullTimeOf(run.startedAt)}>
          {clockOf(run.startedAt)}
        </time>
      </td>
      <td className={css['history-delete']}>
        <ActionIcon
          aria-label={`Delete ${titleOf(run)}`}
          title={isActive ? 'Stop this run before you delete it' : 'Delete'}
          disabled={isActive}
          onClick={(event) => deleteRow(event.currentTarget, run)}
        >
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  );
});

function ChooseRun({ run, handleChoice }: HistoryRowProps) {
  const isChosen = useChosenRuns().includes(run.id);
  return (
    <input
      type="checkbox"
      className={css['history-choose']}
      aria-label={`Choose ${titleOf(run)}`}
      title="Choose, to compare or delete; with Shift all in between"
      disabled={!isOver(run.state)}
      checked={isChosen}
      onChange={(event) =>
        handleChoice(run, event.target.checked, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
      }
    />
  );
}

/** Only the icon if there is no space for words. */
function GeneratorCell({ run }: { readonly run: RunBrief }) {
  const { generator } = run.summary;
  return (
    <td className={`${css['history-generator']} is-${generator.verdict ?? 'unknown'}`} title={generator.reason}>
      <span>
        <VerdictIcon verdict={generator.verdict} size={16} />
        <span className={generator.verdict === 'suspect' ? css['history-generator-words'] : textCss['visually-hidden']}>
          {generatorWords(generator)}
        </span>
      </span>
    </td>
  );
}

interface RunPercentileCellProps {
  readonly run: RunBrief;
  readonly percentile: 'p50' | 'p95' | 'p99';
  readonly percent: number;
}

function RunPercentileCell({ run, percentile, percent }: RunPercentileCellProps) {
  const timed = timedRequests(run.summary);
  if (timed === 0) return <td className={classes(css['number'], css['quiet'], css[`history-${percentile}`])}>{NO_VALUE}</td>;
  if (hasEnough(percent, timed)) {
    return <td className={classes(css['number'], css[`history-${percentile}`])}>{formatTime(headlineTimes(run)[percentile])}</td>;
  }
  return (
    <td className={classes(css['number'], css['quiet'], css[`history-${percentile}`])} title={fewWords(percent, timed)}>
      {NO_VALUE}
    </td>
  );
}

/** A click anywhere in the row opens the run, unless it selects text or hits a control. */
function openRun(event: MouseEvent, run: RunBrief): void {
  const isControl = event.target instanceof Element && event.target.closest('a, button, input') !== null;
  if (isControl || getSelection()?.isCollapsed === false) return;
  goTo({ screen: 'run', runId: run.id });
}

/** Up and down move through the runs; Delete deletes. */
function handleKey(event: KeyboardEvent<HTMLAnchorElement>, run: RunBrief): void {
  const isDelete = event.key === 'Delete' && isOver(run.state);
  if (!isDelete && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  if (isDelete) deleteRow(event.currentTarget, run);
  else focusNeighbour(event.currentTarget, [event.key === 'ArrowDown' ? 1 : -1]);
}

/** The row disappears, but the focus stays in the table. */
function deleteRow(control: HTMLElement, run: RunBrief): void {
  focusNeighbour(control, [1, -1]);
  void removeRun(run);
}

/** `control` is any element of a row; the link of the first existing neighbour gets the focus. */
function focusNeighbour(control: HTMLElement, steps: readonly number[]): void {
  const links = [...(control.closest('table')?.querySelectorAll<HTMLAnchorElement>('a[data-run-link]') ?? [])];
  const at = links.findIndex((link) => control.closest('tr')?.contains(link));
  const next = steps.map((step) => links[at + step]).find((neighbour) => neighbour !== undefined);
  next?.focus();
}
