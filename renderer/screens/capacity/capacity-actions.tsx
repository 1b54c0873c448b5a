// The actions on a search: stop while it is going on; export, delete, continue or repeat when it is over.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerPlayFilled, IconPlayerStopFilled, IconRefresh, IconTrash } from '@tabler/icons-react';
import { canGoOn, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { leftMs } from '../../../shared/capacity/estimate.ts';
import { formatClock, formatSpan } from '../../../shared/format.ts';
import { call } from '../../host/client.ts';
import { findCapacityOf, removeCapacity, resumeCapacity, stopCapacity } from '../../host/capacities.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { useElapsed } from './use-elapsed.ts';
import css from './capacity.module.css';

export function RunningActions({ row }: { readonly row: CapacityRow }) {
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

export function OverActions({ row }: { readonly row: CapacityRow }) {
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
