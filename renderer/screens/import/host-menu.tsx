// The hosts in the file as checkboxes: one press selects or deselects all requests of a host.
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { formatCount } from '../../../shared/format.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { importHosts, withKeys, type ImportHost } from './import-rows.ts';
import css from './import-screen.module.css';

interface HostMenuProps {
  readonly imported: Imported;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
}

export function HostMenu({ imported, ticked, onTick }: HostMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const hosts = useMemo(() => importHosts(imported), [imported]);
  if (hosts.length < 2) return null;
  const taken = hosts.filter(({ keys }) => keys.some((key) => ticked.has(key)));
  const toggle = ({ keys, usual }: ImportHost, isOn: boolean): void => onTick(withKeys(ticked, isOn ? usual : keys, isOn));
  // Escape closes the list and not the review.
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus returnFocus closeOnEscape={false}>
      <Popover.Target>
        <Button size="xs" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />} onClick={() => setOpen(!isOpen)}>
          {`${formatCount(taken.length)} of ${formatCount(hosts.length)} hosts`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Hosts" onKeyDown={handleKey}>
        <fieldset className={css['hosts']}>
          <legend>Requests to these hosts</legend>
          {hosts.map((host) => (
            <HostTick key={host.name} host={host} ticked={ticked} onTick={(isOn) => toggle(host, isOn)} />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

interface HostTickProps {
  readonly host: ImportHost;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (isOn: boolean) => void;
}

function HostTick({ host: { name, keys }, ticked, onTick }: HostTickProps) {
  const count = keys.filter((key) => ticked.has(key)).length;
  return (
    <Checkbox
      size="xs"
      checked={count > 0}
      indeterminate={count > 0 && count < keys.length}
      onChange={() => onTick(count === 0)}
      label={
        <>
          {name === '' ? 'no host' : name}{' '}
          <span className={css['note']}>
            {formatCount(count)} of {formatCount(keys.length)}
          </span>
        </>
      }
    />
  );
}
