// Under the charts of a finished run: what lies behind them, one table at a time.
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import { FinishedPanel } from '../finished-panel.tsx';
import type { LookProps } from '../run-look.ts';
import { Distribution } from './distribution.tsx';
import type { Choice } from './use-choice.ts';
import type { WindowReading } from './use-window-figures.ts';

interface TablesProps extends Pick<LookProps, 'run' | 'row' | 'look'> {
  readonly choice: Choice;
  readonly reading: WindowReading;
  /** The distribution has no room beside the charts. */
  readonly hasDistribution: boolean;
}

export function Tables({ run, row, choice, reading, hasDistribution }: TablesProps) {
  const [tab, setTab] = useState<string | null>('Summary');
  const failed = (reading.ofAll ?? row.summary).requests.failed;
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className="tables" aria-label="What lies behind the charts">
      <Tabs.List>
        {hasDistribution && <Tabs.Tab value="Distribution">Distribution</Tabs.Tab>}
        <Tabs.Tab value="Summary">Summary</Tabs.Tab>
        <Tabs.Tab value="Failures" rightSection={failed > 0 ? <span className="tab-count">{formatCount(failed)}</span> : null}>
          Failures
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="Distribution">
        <Distribution choice={choice} reading={reading} />
      </Tabs.Panel>
      <Tabs.Panel value="Summary">
        <FinishedPanel run={run} row={row} selection={choice.selection} />
      </Tabs.Panel>
    </Tabs>
  );
}
