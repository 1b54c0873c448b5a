// A search for a capacity, or a ladder: while it goes on and when it is over. The answer, its charts, its trials.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerStopFilled, IconRefresh, IconTrash } from '@tabler/icons-react';
import { isSearchOver, type CapacityRow, type SearchState } from '../../../shared/capacity/capacity-search.ts';
import { capacityHeadline, capacitySentences } from '../../../shared/capacity/capacity-words.ts';
import { call } from '../../host/client.ts';
import { findCapacityOf, removeCapacity, stopCapacity, useCapacity } from '../../host/capacities.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';
import { showFailure } from '../../ui/toasts.tsx';
import { CompletedOverAsked, TimesOverRate } from './capacity-charts.tsx';
import { SearchProgress } from './search-progress.tsx';
import { TrialsTable } from './trials-table.tsx';
import css from './capacity.module.css';

export function CapacityScreen({ id }: { readonly id: string }) {
  const row = useCapacity(id);
  if (row === null) return <Header title="This search is not in the history any more" />;
  const isOver = isSearchOver(row.state);
  return (
    <>
      <Header
        title={row.name}
        note={STATE_WORDS[row.state]}
        actions={isOver ? <OverActions row={row} /> : <StopButton row={row} />}
      />
      <div className={pageCss['scroll']}>
        <section className={css['answer']} aria-live="polite">
          <h2>{capacityHeadline(row)}</h2>
          {sentencesOf(row).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </section>
        {!isOver && <SearchProgress row={row} />}
        {row.trials.some(({ verdict }) => verdict !== 'untrusted' && verdict !== 'stopped') && (
          <div className={css['charts']}>
            <TimesOverRate row={row} />
            <CompletedOverAsked row={row} />
          </div>
        )}
        {row.trials.length > 0 && <TrialsTable row={row} />}
      </div>
    </>
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
      <Button
        variant="filled"
        leftSection={<IconRefresh size={16} aria-hidden />}
        aria-keyshortcuts={shortcutOf('capacity.start')}
        onClick={again}
      >
        Search again <KeyHint id="capacity.start" />
      </Button>
    </>
  );
}
