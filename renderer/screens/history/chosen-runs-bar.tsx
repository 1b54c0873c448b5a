// The actions on the selected runs: compare them, the oldest as baseline, or delete them all.
import { ActionIcon, Button } from '@mantine/core';
import { IconGitCompare, IconTrash, IconX } from '@tabler/icons-react';
import { MOST_COMPARED_RUNS } from '../../../shared/comparison.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { clearChosenRuns, useChosenRuns } from '../../host/chosen-runs.ts';
import { removeRuns } from '../../host/remove-run.ts';
import { goTo } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { plural } from '../../../shared/format.ts';

export function ChosenRuns({ runs }: { readonly runs: readonly RunBrief[] }) {
  const chosen = useChosenRuns();
  const kept = runs.filter(({ id }) => chosen.includes(id)).toSorted((a, b) => a.startedAt - b.startedAt);
  const pinned = kept.filter(({ isBaseline }) => isBaseline);
  const ids = [...new Set([...pinned, ...kept])].map(({ id }) => id);
  const canCompare = ids.length > 1 && ids.length <= MOST_COMPARED_RUNS;
  const compare = (): void => {
    goTo({ screen: 'compare', runIds: ids });
    clearChosenRuns();
  };
  useShortcuts({ 'runs.compare': canCompare ? compare : undefined });
  if (ids.length === 0) return null;
  return (
    <>
      <Button
        variant="filled"
        disabled={!canCompare}
        title={whyNot(ids.length)}
        leftSection={<IconGitCompare size={16} stroke={1.75} aria-hidden />}
        onClick={compare}
        aria-keyshortcuts={shortcutOf('runs.compare')}
      >
        Compare {ids.length} <KeyHint id="runs.compare" />
      </Button>
      <Button
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
        onClick={() => {
          clearChosenRuns();
          void removeRuns(kept);
        }}
      >
        Delete {ids.length}
      </Button>
      <ActionIcon
        size={30}
        aria-label={`Choose none of these ${ids.length} ${plural(ids.length, 'run')}`}
        title="Choose none"
        onClick={clearChosenRuns}
      >
        <IconX size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </>
  );
}

function whyNot(count: number): string | undefined {
  if (count < 2) return 'Choose another run to compare with';
  return count > MOST_COMPARED_RUNS ? `At most ${MOST_COMPARED_RUNS} runs can be compared` : undefined;
}
