// A search for a capacity, or a ladder: while it goes on and when it is over. The answer, its charts, its trials.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerPlayFilled, IconPlayerStopFilled, IconRefresh, IconTrash } from '@tabler/icons-react';
import {
  canGoOn,
  isSearchOver,
  rateUnitOf,
  type CapacityRow,
  type SearchState,
  type TrialNow,
} from '../../../shared/capacity/capacity-search.ts';
import { capacityHeadline, capacitySentences, rateWords, verdictWords } from '../../../shared/capacity/capacity-words.ts';
import { leftMs } from '../../../shared/capacity/estimate.ts';
import { formatClock, formatSpan } from '../../../shared/format.ts';
import { call } from '../../host/client.ts';
import { findCapacityOf, removeCapacity, resumeCapacity, stopCapacity, useCapacity, useTrialNow } from '../../host/capacities.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';
import textCss from '../../ui/text.module.css';
import { showFailure } from '../../ui/toasts.tsx';
import { ComparedCapacities } from './compared-capacities.tsx';
import { CompletedOverAsked } from './completed-over-asked.tsx';
import { NearLimitChart } from './near-limit-chart.tsx';
import { SearchChart } from './search-chart.tsx';
import { SearchPanel } from './search-panel.tsx';
import { SearchProgress } from './search-progress.tsx';
import { TimesOverRate } from './times-over-rate.tsx';
import { TrialsTable } from './trials-table.tsx';
import { useElapsed } from './use-elapsed.ts';
import css from './capacity.module.css';

export function CapacityScreen({ id }: { readonly id: string }) {
  const row = useCapacity(id);
  const now = useTrialNow(id);
  if (row === null) return <Header title="This search is not in the history any more" />;
  const isOver = isSearchOver(row.state);
  return (
    <>
      <Header
        title={row.name}
        note={STATE_WORDS[row.state]}
        actions={isOver ? <OverActions row={row} /> : <RunningActions row={row} />}
      />
      {isOver ? <Over row={row} /> : <Running row={row} now={now} />}
    </>
  );
}

function Running({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  const hasLines = now !== null || row.trials.length > 0;
  return (
    <div className={pageCss['scroll']}>
      <p className={textCss['visually-hidden']} aria-live="polite">
        {lastTrialWords(row)}
      </p>
      <SearchProgress row={row} now={now} />
      <div className={css['running']}>
        <div className={css['pictures']}>
          {row.kind === 'search' && hasLines && <SearchChart row={row} now={now} />}
          <NearLimitChart row={row} now={now} />
        </div>
        <SearchPanel row={row} now={now} />
      </div>
    </div>
  );
}

/** For those who hear the screen, once a trial: "Trial 8 at 890/s: undecided." */
function lastTrialWords(row: CapacityRow): string {
  const last = row.trials.at(-1);
  return last === undefined
    ? STATE_WORDS[row.state]
    : `Trial ${last.request.number} at ${rateWords(last.request.rate, rateUnitOf(row))}: ${verdictWords(last)}.`;
}

function Over({ row }: { readonly row: CapacityRow }) {
  return (
    <div className={pageCss['scroll']}>
      <section className={css['answer']} aria-live="polite">
        <h2>{capacityHeadline(row)}</h2>
        {sentencesOf(row).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <ComparedCapacities row={row} />
      </section>
      {row.trials.some(({ verdict }) => verdict !== 'untrusted' && verdict !== 'stopped') && (
        <div className={css['charts']}>
          <TimesOverRate row={row} />
          <CompletedOverAsked row={row} />
        </div>
      )}
      {row.trials.length > 0 && <TrialsTable row={row} />}
    </div>
  );
}

const STATE_WORDS: Readonly<Record<SearchState, string>> = {
  preparing: 'Preparing',
  searching: 'Searching',
  stopping: 'Stopping',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** Without the one that the headline is already. */
function sentencesOf(row: CapacityRow): readonly string[] {
  return capacitySentences(row).filter((words) => words !== `${capacityHeadline(row)}.`);
}

function RunningActions({ row }: { readonly row: CapacityRow }) {
  const elapsed = useElapsed(row);
  const whole = Math.round((elapsed + leftMs(row.settings, row.trials, elapsed)) / 60_000) * 60_000;
  return (
    <>
      <span className={css['clock']}>
        <b>{formatClock(elapsed)}</b> {row.kind === 'search' && `of about ${formatSpan(Math.max(60_000, whole))}`}
      </span>
      <StopButton row={row} />
    </>
  );
}

function StopButton({ row }: { readonly row: CapacityRow }) {
  const stop = (): void => void stopCapacity(row.id);
  const isStopping = row.state === 'stopping';
  useShortcuts({ 'capacity.stop': isStopping ? undefined : stop });
  return (
    <Button
      leftSection={<IconPlayerStopFilled size={14} color="var(--bad)" />}
      disabled={isStopping}
      aria-keyshortcuts={shortcutOf('capacity.stop')}
      onClick={stop}
    >
      Stop and keep <KeyHint id="capacity.stop" />
    </Button>
  );
}

function OverActions({ row }: { readonly row: CapacityRow }) {
  const again = (): void => findCapacityOf(row.plan, row.planId);
  useShortcuts({ 'capacity.start': again });
  const save = async (kind: 'html' | 'json' | 'md'): Promise<void> => {
    const saved = await call('capacity.export', { id: row.id, kind, exportId: crypto.randomUUID() });
    if (!saved.ok) return showFailure(saved.failure);
    if (saved.value.kind === 'download') location.assign(saved.value.url);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconDownload size={16} aria-hidden />}>Export</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('html')}>Report, one HTML file</Menu.Item>
          <Menu.Item onClick={() => void save('md')}>Markdown</Menu.Item>
          <Menu.Item onClick={() => void save('json')}>JSON</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          void removeCapacity(row);
          goTo({ screen: 'runs' });
        }}
      >
        Delete
      </Button>
      {canGoOn(row) && (
        <Button
          variant="filled"
          leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          onClick={() => void resumeCapacity(row.id)}
        >
          Go on searching
        </Button>
      )}
      <Button
        variant={canGoOn(row) ? 'default' : 'filled'}
        leftSection={<IconRefresh size={16} aria-hidden />}
        aria-keyshortcuts={shortcutOf('capacity.start')}
        onClick={again}
      >
        Search again <KeyHint id="capacity.start" />
      </Button>
    </>
  );
}
