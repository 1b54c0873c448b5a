// Which columns the table of requests shows, stored in this browser.
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampleSort } from '../../../../shared/sample-query.ts';
import { canHide, columnsFor, keepHidden } from './request-sort.ts';
import css from './requests.module.css';

interface ColumnMenuProps {
  /** The number of steps in the plan. */
  readonly steps: number;
  readonly hidden: ReadonlySet<SampleSort>;
  readonly onHidden: (hidden: ReadonlySet<SampleSort>) => void;
}

export function ColumnMenu({ steps, hidden, onHidden }: ColumnMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = (by: SampleSort): void => {
    const next = new Set(hidden);
    if (!next.delete(by)) next.add(by);
    keepHidden(next);
    onHidden(next);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={184} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconColumns size={14} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <div className={css['filter-menu']}>
          <fieldset>
            <legend>Columns of the table</legend>
            {columnsFor(steps).map(({ by, name }) => (
              <div key={by} className={css['filter-choice']}>
                <Checkbox
                  size="xs"
                  label={by === 'seq' ? 'Number' : name}
                  checked={!hidden.has(by)}
                  disabled={!canHide(by)}
                  onChange={() => toggle(by)}
                />
              </div>
            ))}
          </fieldset>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
