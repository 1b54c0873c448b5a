// The star of a run, with which a person can find it again.
import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import type { RunBrief } from '../../shared/run.ts';
import { starRun } from './write-on-run.ts';
import runDescriptionCss from './run-description.module.css';

export function RunStar({ run, label }: { readonly run: RunBrief; readonly label: string }) {
  const Mark = run.starred ? IconStarFilled : IconStar;
  return (
    <ActionIcon
      className={runDescriptionCss['run-star']}
      aria-label={label}
      aria-pressed={run.starred}
      title={run.starred ? 'Starred' : 'Star this run'}
      onClick={() => starRun(run, !run.starred)}
    >
      <Mark size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
