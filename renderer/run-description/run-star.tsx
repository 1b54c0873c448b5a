// The star of a run or a search, with which a person can find it again.
import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import type { RunDescription } from '../../shared/run-description.ts';
import { ON_RUN, star, type Written } from './write-on-run.ts';
import runDescriptionCss from './run-description.module.css';

interface RunStarProps {
  readonly run: Pick<RunDescription, 'starred'> & { readonly id: string };
  readonly label: string;
  readonly on?: Written;
}

export function RunStar({ run, label, on = ON_RUN }: RunStarProps) {
  const Mark = run.starred ? IconStarFilled : IconStar;
  return (
    <ActionIcon
      className={runDescriptionCss['run-star']}
      aria-label={label}
      aria-pressed={run.starred}
      title={run.starred ? 'Starred' : `Star this ${on.noun}`}
      onClick={() => star(run, on, !run.starred)}
    >
      <Mark size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
