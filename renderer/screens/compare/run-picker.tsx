// Chooses a finished run to compare, by name.
import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../shared/format.ts';
import { isOver, numberedName, type RunBrief } from '../../../shared/run.ts';
import { describeLoadAndLaw } from '../../../shared/words.ts';
import { useSteadyRuns } from '../../host/host-state.ts';
import { dayOf, exactClockOf } from '../../ui/day.ts';
import { useNow } from '../../ui/now.ts';
import css from './compare-screen.module.css';

interface RunPickerProps {
  /** The runs that are already compared. */
  readonly chosen: readonly string[];
  readonly label: string;
  readonly disabled?: boolean;
  readonly handleChoice: (runId: string) => void;
}

const MOST_SHOWN = 50;

export function RunPicker({ chosen, label, disabled = false, handleChoice }: RunPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const runs = useSteadyRuns() ?? [];
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = runs.filter(
    (run) =>
      isOver(run.state) &&
      !chosen.includes(run.id) &&
      words.every((word) => `${numberedName(run)} ${run.tags.join(' ')}`.toLowerCase().includes(word)),
  );
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={400} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          disabled={disabled}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
          title={disabled ? 'You can compare up to five runs' : undefined}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css['compare-picker']}>
        <input
          type="text"
          aria-label="Search runs to compare"
          placeholder="Name or tag"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <ul>
          {found.slice(0, MOST_SHOWN).map((run) => (
            <li key={run.id}>
              <Choice
                run={run}
                handlePress={() => {
                  setOpen(false);
                  handleChoice(run.id);
                }}
              />
            </li>
          ))}
        </ul>
        {found.length === 0 && <p>No other run that is over{search === '' ? '' : ' matches'}.</p>}
        {found.length > MOST_SHOWN && <p>{formatCount(found.length - MOST_SHOWN)} more: write a part of the name.</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ run, handlePress }: { readonly run: RunBrief; readonly handlePress: () => void }) {
  const now = useNow();
  return (
    <button type="button" onClick={handlePress}>
      <span>{numberedName(run)}</span>
      <small>
        {dayOf(run.startedAt, now)} {exactClockOf(run.startedAt)}, {describeLoadAndLaw(run.plan.load)}
      </small>
    </button>
  );
}
