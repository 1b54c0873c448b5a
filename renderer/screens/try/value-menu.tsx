// The actions on a pressed value: extract it, check it, copy it.
import { Menu, Popover } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconEqual, IconVariable } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { ExtractForm } from './extract-form.tsx';
import { equalsCheck, existsCheck, placeText, valueText, type PressedValue } from './pressed-value.ts';
import type { ValueActions } from './value-actions.ts';
import css from './value-menu.module.css';
import { shorten } from '../../../shared/shorten.ts';

interface ValueMenuProps {
  readonly pressed: PressedValue;
  readonly actions: ValueActions;
  /** The button that was pressed. */
  readonly children: ReactElement;
  /** True if it was already pressed. */
  readonly opensAtOnce?: boolean;
}

export function ValueMenu({ pressed, actions, children, opensAtOnce = false }: ValueMenuProps) {
  const [open, setOpen] = useState<'menu' | 'extract' | null>(opensAtOnce ? 'menu' : null);
  if (open === 'extract') {
    return (
      <Popover
        opened
        width={320}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
        onChange={(is) => !is && setOpen(null)}
      >
        <Popover.Target>{children}</Popover.Target>
        <Popover.Dropdown aria-label="Extract as variable">
          <ExtractForm pressed={pressed} actions={actions} onClose={() => setOpen(null)} />
        </Popover.Dropdown>
      </Popover>
    );
  }
  return (
    <Menu opened={open === 'menu'} onChange={(is) => setOpen(is ? 'menu' : null)} width={262} position="bottom-start">
      <Menu.Target>{children}</Menu.Target>
      <Items pressed={pressed} actions={actions} onExtract={() => setOpen('extract')} />
    </Menu>
  );
}

interface ItemsProps extends Pick<ValueMenuProps, 'pressed' | 'actions'> {
  readonly onExtract: () => void;
}

function Items({ pressed, actions, onExtract }: ItemsProps) {
  const equals = equalsCheck(pressed);
  const exists = existsCheck(pressed);
  const place = placeText(pressed);

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    const item = event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (item === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    item.click();
  }
  return (
    <Menu.Dropdown onKeyDown={handleKey}>
      <Menu.Label className={css['place'] ?? ''}>{place}</Menu.Label>
      {/* The box for the name opens at the same place, and the menu must not take the focus from it. */}
      <Menu.Item
        data-key="e"
        closeMenuOnClick={false}
        leftSection={<IconVariable size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd aria-hidden>E</kbd>}
        aria-keyshortcuts="E"
        onClick={onExtract}
      >
        Extract as variable…
      </Menu.Item>
      {equals !== null && (
        <Menu.Item
          data-key="="
          leftSection={<IconEqual size={16} stroke={1.75} aria-hidden />}
          rightSection={<kbd aria-hidden>=</kbd>}
          aria-keyshortcuts="="
          onClick={() => actions.put({ kind: 'check', check: equals })}
        >
          {pressed.kind === 'text' || pressed.kind === 'css'
            ? 'Check that the body contains it'
            : `Check that it equals ${shorten(valueText(pressed), 24)}`}
        </Menu.Item>
      )}
      {exists !== null && (
        <Menu.Item
          data-key="x"
          leftSection={<IconCircleCheck size={16} stroke={1.75} aria-hidden />}
          rightSection={<kbd aria-hidden>X</kbd>}
          aria-keyshortcuts="X"
          onClick={() => actions.put({ kind: 'check', check: exists })}
        >
          Check that it exists
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={() => void copyText(valueText(pressed))}>
        Copy the value
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={() => void copyText(place)}>
        Copy the path
      </Menu.Item>
    </Menu.Dropdown>
  );
}
