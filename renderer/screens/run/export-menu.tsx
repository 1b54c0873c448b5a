// What can be taken out of a run that is over: files, and its summary on the clipboard.
import { Button, Menu } from '@mantine/core';
import {
  IconBraces,
  IconChevronDown,
  IconDownload,
  IconFileText,
  IconFileTypeCsv,
  IconMarkdown,
  IconTable,
  type Icon,
} from '@tabler/icons-react';
import { formatCount } from '../../../shared/format.ts';
import type { ExportKind } from '../../../shared/rpc.ts';
import type { RunRow } from '../../../shared/run.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import type { RunActions } from './run-actions.ts';

interface Item {
  readonly kind: ExportKind;
  readonly label: string;
  readonly note: string;
  readonly icon: Icon;
  readonly isOff: boolean;
}

export function ExportMenu({ row, actions }: { readonly row: RunRow; readonly actions: RunActions }) {
  return (
    <Menu position="bottom-end" width={252}>
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          loading={actions.exporting !== null}
          data-export
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="export-menu">
        {itemsOf(row).map(({ kind, label, note, icon: Mark, isOff }) => (
          <Menu.Item
            key={kind}
            leftSection={<Mark size={16} stroke={1.75} aria-hidden />}
            rightSection={<span aria-hidden>{note}</span>}
            disabled={isOff}
            onClick={() => actions.exportRun(kind)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconMarkdown size={16} stroke={1.75} aria-hidden />}
          rightSection={<KeyHint id="run.copy" />}
          aria-keyshortcuts={shortcutOf('run.copy')}
          onClick={actions.copySummary}
        >
          Copy summary
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function itemsOf({ summary: { requests, warmupRequests } }: RunRow): Item[] {
  const rows = requests.total + warmupRequests;
  const isOff = rows === 0;
  return [
    { kind: 'requests-csv', label: 'All requests', note: isOff ? 'none' : formatCount(rows), icon: IconFileTypeCsv, isOff },
    { kind: 'timeseries-csv', label: 'Time series', note: 'CSV', icon: IconTable, isOff },
    { kind: 'summary-json', label: 'Summary', note: 'JSON', icon: IconBraces, isOff: false },
    { kind: 'report-html', label: 'Report', note: 'HTML, offline', icon: IconFileText, isOff: false },
  ];
}
