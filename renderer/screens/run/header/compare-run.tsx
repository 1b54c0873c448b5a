// Leads from a finished run to its comparison with the pinned baseline of its plan, or with the previous run.
import { Button } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import type { RunRow } from '../../../../shared/run.ts';
import { pinBaseline, useSteadyRuns } from '../../../host/host-state.ts';
import { goTo } from '../../../route.ts';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import { showFailure, showNote } from '../../../ui/toasts.tsx';
import { baselineFor } from '../../compare/chosen-baseline.ts';

export function CompareRun({ row }: { readonly row: RunRow }) {
  const runs = useSteadyRuns() ?? [];
  const isBaseline = runs.some(({ id, isBaseline: isPinned }) => id === row.id && isPinned);
  const baseline = baselineFor(row, runs);
  const compare = (): void => goTo({ screen: 'compare', runIds: baseline === null ? [row.id] : [baseline.id, row.id] });
  useShortcuts({ 'run.compare': compare, 'run.pin': () => void pin(row, !isBaseline) });
  return (
    <Button
      leftSection={<IconGitCompare size={16} stroke={1.75} aria-hidden />}
      title={
        baseline === null
          ? 'Choose the run to compare it with'
          : `With “${baseline.name}”${baseline.isBaseline ? ', the baseline' : ''}`
      }
      onClick={compare}
      aria-keyshortcuts={shortcutOf('run.compare')}
    >
      Compare <KeyHint id="run.compare" />
    </Button>
  );
}

async function pin({ id, name }: RunRow, isBaseline: boolean): Promise<void> {
  const pinned = await pinBaseline(id, isBaseline);
  if (pinned.ok) showNote(isBaseline ? `“${name}” is the baseline of its plan.` : `“${name}” is no longer the baseline.`);
  else showFailure(pinned.failure);
}
