// The actions on a finished run besides running, comparing and exporting it.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChartLine,
  IconCopy,
  IconDatabaseSearch,
  IconDots,
  IconPencil,
  IconTargetArrow,
  IconTrash,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { isInWindow } from '../../../host/client.ts';
import { PrometheusDialog } from './prometheus-dialog.tsx';
import type { RunActions } from './run-actions.ts';

interface MoreMenuProps {
  readonly actions: RunActions;
  readonly runId: string;
}

export function MoreMenu({ actions, runId }: MoreMenuProps) {
  const [isAsking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon size={30} aria-label="More" title="More">
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={actions.editPlan}>
            Edit plan
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={actions.duplicatePlan}>
            Duplicate plan
          </Menu.Item>
          <Menu.Item leftSection={<IconTargetArrow {...icon} />} onClick={actions.findCapacity}>
            Find the capacity
          </Menu.Item>
          <Menu.Item
            leftSection={<IconChartLine {...icon} />}
            title="Figures from outside, such as the load of the server's processor: a CSV with the columns time, name and value"
            onClick={() => (isInWindow() ? actions.addSeries(null) : input.current?.click())}
          >
            Add series…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDatabaseSearch {...icon} />}
            title="Figures from outside: the values of a query to a Prometheus server during this run"
            onClick={() => setAsking(true)}
          >
            Add from Prometheus…
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={actions.deleteRun}>
            Delete run
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAsking && <PrometheusDialog runId={runId} onClose={() => setAsking(false)} />}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with series"
        accept=".csv,.tsv,.txt,.gz"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // Allows the same file to be chosen again after it was corrected.
          event.target.value = '';
          if (file !== undefined) actions.addSeries(file);
        }}
      />
    </>
  );
}
