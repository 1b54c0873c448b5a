// A search for a capacity, or a ladder: while it goes on and when it is over. The answer, its charts, its trials.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerStopFilled, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isSearchOver, rateUnitOf, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { capacityHeadline, capacitySentences, PURPOSE_WORDS, rateWords } from '../../../shared/capacity/capacity-words.ts';
import { leftMs } from '../../../shared/capacity/estimate.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../../shared/capacity/trial-table.ts';
import { formatClock, formatPercent, formatSpan, formatTime } from '../../../shared/format.ts';
import { call } from '../../host/client.ts';
import { findCapacityOf, removeCapacity, stopCapacity, useCapacity, useTrialNow } from '../../host/capacities.ts';
import { goTo, hrefOf } from '../../route.ts';
import { Header } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';
import { showFailure } from '../../ui/toasts.tsx';
import { CompletedOverAsked, TimesOverRate } from './capacity-charts.tsx';
import textCss from '../../ui/text.module.css';
import css from './capacity.module.css';

export function CapacityScreen({ id }: { readonly id: string }) {
  const row = useCapacity(id);
  if (row === null) return <Header title="This search is not in the history any more" />;
  const isOver = isSearchOver(row.state);
  return (
    <>
      <Header title={row.name} note={row.state} actions={isOver ? <OverActions row={row} /> : <StopButton row={row} />} />
      <div className={pageCss['scroll']}>
        <section className={css['answer']} aria-live="polite">
          <h2>{capacityHeadline(row)}</h2>
          {capacitySentences(row).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </section>
        {!isOver && <Progress row={row} />}
        {row.trials.length > 0 && (
          <div className={css['charts']}>
            <TimesOverRate row={row} />
            <CompletedOverAsked row={row} />
          </div>
        )}
        <Trials row={row} />
      </div>
    </>
  );
}

function StopButton({ row }: { readonly row: CapacityRow }) {
  return (
    <Button
      leftSection={<IconPlayerStopFilled size={14} color="var(--bad)" />}
      disabled={row.state === 'stopping'}
      onClick={() => void stopCapacity(row.id)}
    >
      Stop and keep
    </Button>
  );
}

function OverActions({ row }: { readonly row: CapacityRow }) {
  const save = async (kind: 'html' | 'json' | 'md'): Promise<void> => {
    const saved = await call('capacity.export', { id: row.id, kind, exportId: crypto.randomUUID() });
    if (!saved.ok) return showFailure(saved.failure);
    if (saved.value.kind === 'download') location.assign(saved.value.url);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconDownload size={16} aria-hidden />}>Export</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('html')}>Report, one HTML file</Menu.Item>
          <Menu.Item onClick={() => void save('md')}>Markdown</Menu.Item>
          <Menu.Item onClick={() => void save('json')}>JSON</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          void removeCapacity(row);
          goTo({ screen: 'runs' });
        }}
      >
        Delete
      </Button>
      <Button
        variant="filled"
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => findCapacityOf(row.plan, row.planId)}
      >
        Search again
      </Button>
    </>
  );
}

function Progress({ row }: { readonly row: CapacityRow }) {
  const now = useTrialNow(row.id);
  const elapsed = useElapsed(row.startedAt);
  const [evidence] = now?.evidence ?? [];
  const left = Math.ceil(leftMs(row.settings, row.trials, elapsed) / 10_000) * 10_000;
  return (
    <output className={css['progress']}>
      <strong>{formatClock(elapsed)}</strong>
      {row.kind === 'search' && <span>about {formatSpan(left)} left</span>}
      {now === null ? (
        <span>{row.state === 'preparing' ? 'Measuring this computer' : 'Waiting for the target to be at rest'}</span>
      ) : (
        <>
          <span>
            Trial {now.request.number}, {PURPOSE_WORDS[now.request.purpose]}: {rateWords(now.request.rate, rateUnitOf(row))}
          </span>
          <span>
            {now.seconds} s of up to {now.request.longestS} s
          </span>
          <span>p99 {formatTime(now.p99)}</span>
          {evidence !== undefined && (
            <span>
              {formatPercent(evidence.missed / Math.max(1, evidence.count))} missed, between {formatPercent(evidence.low)} and{' '}
              {formatPercent(evidence.high)}
            </span>
          )}
          <span>{now.outstanding} in flight</span>
          <span>Generator {now.generator}</span>
        </>
      )}
    </output>
  );
}

/** Renewed every second. */
function useElapsed(startedAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - startedAt);
}

function Trials({ row }: { readonly row: CapacityRow }) {
  const heads = TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head));
  return (
    <table className={css['trials']}>
      <caption className={textCss['visually-hidden']}>Trials</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <th scope="col">
            <span className={textCss['visually-hidden']}>Open</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {trialCells(row).map((cells, at) => (
          <tr key={cells[0]} data-verdict={row.trials[at]?.verdict}>
            {cells.map((cell, column) => (
              <td key={heads[column]}>{cell}</td>
            ))}
            <td>
              <a href={hrefOf({ screen: 'run', runId: row.trials[at]?.runId ?? '' })}>Open</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
