// The list of shortcuts over whichever screen is open.
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { hrefOf } from '../route.ts';
import { ShortcutList } from './shortcut-list.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import dialogCss from '../ui/dialog.module.css';

export function ShortcutDialog() {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  useShortcuts({ shortcuts: () => setOpen(true) });
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title="Keyboard shortcuts"
      size={720}
      className={dialogCss['dialog']}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 120, exitDuration: 0 }}
    >
      <ShortcutList />
      <p className={dialogCss['dialog-note']}>
        Letters act outside fields only.{' '}
        <a href={hrefOf({ screen: 'help' })} onClick={close}>
          What the words mean
        </a>
      </p>
    </Modal>
  );
}
