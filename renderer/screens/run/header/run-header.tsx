// The bar above a run: its state, its target, its progress, and its actions.
import { Button } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { formatCount, plural } from '../../../../shared/format.ts';
import { shownUrl } from '../../../../shared/plan/journey/shown-url.ts';
import { stateWords } from '../../../run-description/run-status.ts';
import { isOver, STATE_LABEL, type RunRow, type RunState } from '../../../../shared/run.ts';
import { allFailedWords } from '../../../../shared/run-headline.ts';
import { describeLoadAndLaw } from '../../../../shared/words.ts';
import '../../../run-description/run-description.module.css';
import { RunName } from '../../../run-description/run-name.tsx';
import { RunNumber } from '../../../run-description/run-number.tsx';
import { RunNotes } from '../../../run-description/run-notes.tsx';
import { RunStar } from '../../../run-description/run-star.tsx';
import { RunTags } from '../../../run-description/run-tags.tsx';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useTitle } from '../../../ui/header.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { CompareRun } from './compare-run.tsx';
import { ExportMenu } from './export-menu.tsx';
import { ChangeLoad } from './change-load.tsx';
import { MoreMenu } from './more-menu.tsx';
import type { RunActions } from './run-actions.ts';
import type { RunProgress } from '../run-words.ts';
import css from '../run-screen.module.css';
import { classes } from '../../../ui/classes.ts';
import { stepsOf } from '../../../../shared/plan/plan.ts';
import { SENT_BY_MEANING } from '../../../../shared/sent-by.ts';
import headerCss from '../../../ui/header.module.css';
import textCss from '../../../ui/text.module.css';

interface RunHeaderProps {
  readonly row: RunRow;
  readonly progress: RunProgress;
  /** ms since the run's start. */
  readonly knownUntil: number;
  readonly inFlight: number;
  readonly actions: RunActions;
}

const CHIP: Readonly<Record<RunState, string>> = {
  preparing: 'is-running',
  running: 'is-running',
  paused: 'is-warn',
  stopping: 'is-running',
  completed: 'is-neutral',
  stopped: 'is-neutral',
  failed: 'is-bad',
  interrupted: 'is-warn',
};

export function RunHeader({ row, progress, knownUntil, inFlight, actions }: RunHeaderProps) {
  const over = isOver(row.state);
  // Visible in the browser's tab while the page is in the background.
  useTitle(`${over ? (allFailedWords(row.summary) ?? STATE_LABEL[row.state]) : STATE_LABEL[row.state]}: ${row.name}`);
  const { id, name, number, starred, tags, notes } = row;
  const written = useMemo(() => ({ id, name, number, starred, tags, notes }), [id, name, number, starred, tags, notes]);
  return (
    <header className={classes(headerCss['header'], css['run-header'])}>
      <Named run={written} />
      <span className={`${css['state-chip']} ${over && allFailedWords(row.summary) !== null ? 'is-bad' : CHIP[row.state]}`}>
        {!over && row.state !== 'paused' && <i />}
        <span>{stateWords(row)}</span>
      </span>
      {row.importedFrom !== null && (
        <span className={classes(css['state-chip'], css['run-imported'])} title="Its requests were not sent by this Onrush">
          Imported from {row.importedFrom}
        </span>
      )}
      {row.machine?.sentBy !== undefined && (
        <span className={classes(css['state-chip'], css['run-imported'])} title={SENT_BY_MEANING}>
          Sent by {row.machine.sentBy}
        </span>
      )}
      {over && <BrokenThresholds row={row} />}
      <Described run={written} />
      <Target plan={row.plan} />
      <div className={headerCss['header-actions']}>
        {over ? (
          <OverActions row={row} actions={actions} />
        ) : (
          <LiveActions {...{ row, progress, knownUntil, inFlight, actions }} />
        )}
      </div>
    </header>
  );
}

type WrittenOnRun = Pick<RunRow, 'id' | 'name' | 'number' | 'starred' | 'tags' | 'notes'>;

/** What a person has written on the run does not change with its figures. */
const Named = memo(function Named({ run }: { readonly run: WrittenOnRun }) {
  return (
    <>
      <RunStar run={run} label="Star" />
      <RunName run={run} />
      <RunNumber run={run} />
    </>
  );
});

const Described = memo(function Described({ run }: { readonly run: WrittenOnRun }) {
  return (
    <>
      <RunTags run={run} />
      <RunNotes run={run} />
    </>
  );
});

function BrokenThresholds({ row: { verdicts } }: { readonly row: RunRow }) {
  const broken = verdicts.filter(({ passed }) => !passed).length;
  if (broken === 0) return null;
  return (
    <span className={classes(css['state-chip'], 'is-bad')}>
      {broken} of {verdicts.length} {plural(verdicts.length, 'threshold')} failed
    </span>
  );
}

const Target = memo(function Target({ plan }: Pick<RunRow, 'plan'>) {
  const [step, ...more] = stepsOf(plan);
  if (step === undefined) return null;
  const url = shownUrl(step.url, plan);
  const origin = /^\w+:\/\/[^/?#]+(?=.{2})/.exec(url)?.[0] ?? '';
  return (
    <span className={css['run-target']} title={`${step.method} ${url}\n${describeLoadAndLaw(plan.load)}`}>
      <span className={textCss['mono']}>{step.method} </span>
      <span className={classes(textCss['mono'], css['run-origin'])}>{origin}</span>
      <span className={classes(textCss['mono'], css['run-path'])}>{url.slice(origin.length)}</span>
      {more.length > 0 && <span> + {more.length} more</span>}
    </span>
  );
});

function LiveActions({ row, progress, knownUntil, inFlight, actions }: RunHeaderProps) {
  const isDraining = row.state === 'stopping';
  const latest = useLatest({ row, knownUntil });
  return (
    <>
      <span className={css['run-progress']}>
        <strong>{progress.done}</strong> of {progress.total}
        <span className={css['run-left']}>{isDraining ? `${formatCount(inFlight)} in flight` : progress.left}</span>
      </span>
      {!isDraining && <ChangeLoad latest={latest} />}
      {!isDraining && <PauseButton isPaused={row.state === 'paused'} actions={actions} />}
      <StopButton outstanding={isDraining ? inFlight : null} actions={actions} />
    </>
  );
}

interface StopButtonProps {
  /** Requests that a second press cancels; null before the first one. */
  readonly outstanding: number | null;
  readonly actions: RunActions;
}

const StopButton = memo(function StopButton({ outstanding, actions }: StopButtonProps) {
  return (
    <Button
      className={css['stop-button']}
      aria-keyshortcuts={shortcutOf('run.stop')}
      leftSection={<IconPlayerStopFilled size={14} color="var(--bad)" />}
      onClick={actions.stop}
      title={
        outstanding === null
          ? 'Requests in flight may finish; press twice to cancel them'
          : 'End now; what is in flight is counted as cancelled'
      }
    >
      {outstanding === null ? 'Stop' : `Cancel ${formatCount(outstanding)} in flight`} <KeyHint id="run.stop" />
    </Button>
  );
});

interface PauseButtonProps {
  readonly isPaused: boolean;
  readonly actions: RunActions;
}

const PauseButton = memo(function PauseButton({ isPaused, actions }: PauseButtonProps) {
  return (
    <Button
      className={css['pause-button']}
      aria-keyshortcuts={shortcutOf('run.pause')}
      leftSection={isPaused ? <IconPlayerPlayFilled size={14} /> : <IconPlayerPauseFilled size={14} />}
      onClick={actions.pauseOrResume}
      title={isPaused ? 'Resume the plan where it was paused' : 'Start no new requests until resumed; running ones may finish'}
    >
      {isPaused ? 'Resume' : 'Pause'} <KeyHint id="run.pause" />
    </Button>
  );
});

function OverActions({ row, actions }: Pick<RunHeaderProps, 'row' | 'actions'>) {
  return (
    <>
      <CompareRun row={row} />
      <ExportMenu row={row} actions={actions} />
      <Button
        variant="filled"
        aria-keyshortcuts={shortcutOf('run.again')}
        leftSection={<IconPlayerPlayFilled size={14} />}
        onClick={actions.runAgain}
        loading={actions.isStarting}
      >
        Run again <KeyHint id="run.again" />
      </Button>
      <MoreMenu actions={actions} runId={row.id} />
    </>
  );
}
