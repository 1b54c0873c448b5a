// Compares the runs that are ticked; the oldest of them is the baseline.
import { Button } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import type { RunRow } from '../../../shared/run.ts';
import { useChosenRuns } from '../../host/chosen-runs.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';

export function CompareChosen({ runs }: { readonly runs: readonly RunRow[] }) {
  const chosen = useChosenRuns();
  const kept = runs.filter(({ id }) => chosen.includes(id)).toSorted((a, b) => a.startedAt - b.startedAt);
  const pinned = kept.filter(({ isBaseline }) => isBaseline);
  const ids = [...new Set([...pinned, ...kept])].map(({ id }) => id);
  const compare = (): void => goTo({ screen: 'compare', runIds: ids });
  useShortcuts({ 'runs.compare': ids.length > 1 ? compare : undefined });
  if (ids.length === 0) return null;
  return (
    <Button
      variant="filled"
      disabled={ids.length < 2}
      title={ids.length < 2 ? 'Tick another run to compare with' : undefined}
      leftSection={<IconGitCompare size={16} stroke={1.75} aria-hidden />}
      onClick={compare}
      aria-keyshortcuts={shortcutOf('runs.compare')}
    >
      Compare {ids.length} <KeyHint id="runs.compare" />
    </Button>
  );
}
