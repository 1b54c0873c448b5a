// What else can be done with a run that is over: its plan changed or copied, or the run deleted.
import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { RunActions } from './run-actions.ts';

export function MoreMenu({ actions }: { readonly actions: RunActions }) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon size={30} aria-label="More" title="More">
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />} onClick={actions.editPlan}>
          Edit plan
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={actions.duplicatePlan}>
          Duplicate plan
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={actions.deleteRun}>
          Delete run
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
