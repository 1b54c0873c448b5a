// The exports of a finished run: files, and its summary on the clipboard.
import { Button, Loader, Menu } from '@mantine/core';
import {
  IconBraces,
  IconChartDots,
  IconChevronDown,
  IconDownload,
  IconFileText,
  IconFileTypeCsv,
  IconFileZip,
  IconFilter,
  IconListCheck,
  IconMarkdown,
  IconTable,
  type Icon,
} from '@tabler/icons-react';
import { formatCount } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { savedFileWords, type ExportItem, type RunExport } from '../../../host/run-export.ts';
import { cancelExport, useFilteredRequests, useRunExports } from '../../../host/run-exports.ts';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useSamples } from '../../../host/use-samples.ts';
import type { RunActions } from './run-actions.ts';
import css from './export-menu.module.css';
import { classes } from '../../../ui/classes.ts';

interface Item {
  readonly item: ExportItem;
  readonly label: string;
  readonly note: string;
  readonly icon: Icon;
  readonly isOff: boolean;
}

export function ExportMenu({ row, actions }: { readonly row: RunRow; readonly actions: RunActions }) {
  const exports = useRunExports().filter(({ runId }) => runId === row.id);
  const filter = useFilteredRequests(row.id);
  const isWorking = exports.some(({ progress }) => progress.kind === 'working');
  return (
    <Menu position="bottom-end" width={296}>
      <Menu.Target>
        <Button
          leftSection={isWorking ? <Loader size={14} /> : <IconDownload size={16} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          data-export
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {filter !== null && <FilteredItem {...{ row, filter, exports, actions }} />}
        {itemsOf(row).map((item) => (
          <FileItem key={item.item} {...item} {...{ exports, actions }} />
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

interface Shared {
  readonly exports: readonly RunExport[];
  readonly actions: RunActions;
}

/** The requests that the filters of the screen choose, with their number. */
function FilteredItem({ row, filter, ...shared }: Shared & { readonly row: RunRow; readonly filter: SampleFilter }) {
  const sort = { by: 'seq', descending: false } as const;
  const { known } = useSamples('samples.page', { runId: row.id, view: 'export', filter, sort, offset: 0, limit: 1 });
  const total = known?.value.total ?? null;
  const note = total === null ? '' : total === 0 ? 'none' : formatCount(total);
  return <FileItem {...shared} item="filtered-csv" label="Filtered requests" note={note} icon={IconFilter} isOff={total === 0} />;
}

/** Idle, running (pressing it cancels), or with its latest result. */
function FileItem({ item, label, note, icon: Mark, isOff, exports, actions }: Item & Shared) {
  const last = exports.find((one) => one.item === item);
  const progress = last?.progress ?? null;
  const isWorking = progress?.kind === 'working';
  const percent = isWorking ? `${Math.floor(progress.share * 100)} %` : '';
  const handleClick = (): void => (isWorking && last !== undefined ? cancelExport(last.exportId) : actions.exportRun(item));
  return (
    <Menu.Item
      leftSection={<Mark size={16} stroke={1.75} aria-hidden />}
      rightSection={
        isWorking ? (
          <span aria-hidden className={css['export-working']}>
            {percent} <b>Cancel</b>
          </span>
        ) : (
          <span aria-hidden>{note}</span>
        )
      }
      disabled={isOff}
      closeMenuOnClick={false}
      {...(isWorking && { 'aria-label': `Cancel: ${label}, ${percent} done` })}
      onClick={handleClick}
    >
      {label}
      {last !== undefined && progress?.kind === 'done' && (
        <span className={css['export-said']}>{savedFileWords(last, progress.rows)}</span>
      )}
      {progress?.kind === 'failed' && (
        <span className={classes(css['export-said'], 'is-bad')}>{progress.message} Nothing was left behind.</span>
      )}
    </Menu.Item>
  );
}

function itemsOf({ summary: { requests, warmupRequests } }: RunRow): Item[] {
  const rows = requests.total + warmupRequests;
  const isOff = rows === 0;
  return [
    { item: 'requests-csv', label: 'All requests', note: isOff ? 'none' : formatCount(rows), icon: IconFileTypeCsv, isOff },
    { item: 'timeseries-csv', label: 'Time series', note: 'CSV', icon: IconTable, isOff },
    { item: 'summary-json', label: 'Summary', note: 'JSON', icon: IconBraces, isOff: false },
    { item: 'summary-md', label: 'Text for a pull request', note: 'Markdown', icon: IconMarkdown, isOff: false },
    { item: 'report-html', label: 'Report', note: 'HTML, offline', icon: IconFileText, isOff: false },
    { item: 'charts-svg', label: 'Charts for slides', note: 'SVG', icon: IconChartDots, isOff },
    { item: 'junit-xml', label: 'Thresholds and checks', note: 'JUnit', icon: IconListCheck, isOff: false },
    { item: 'run-file', label: 'The run itself', note: '.onrush', icon: IconFileZip, isOff: false },
  ];
}
