// Examples of one kind of failure, one at a time: their times, and the server's response.
import { ActionIcon, Drawer } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { FailureExample, FailureKind } from '../../../../shared/failure-example.ts';
import { formatCount, plural } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { FailureGroup } from '../../../../shared/summary.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { call } from '../../../host/client.ts';
import { ExampleView } from './example-view.tsx';
import css from './example-drawer.module.css';

interface ExampleDrawerProps {
  readonly row: RunRow;
  /** Null while it is closed. */
  readonly kind: FailureGroup | null;
  readonly onClose: () => void;
}

export function ExampleDrawer({ row, kind, onClose }: ExampleDrawerProps) {
  return (
    <Drawer
      opened={kind !== null}
      onClose={onClose}
      position="right"
      size={440}
      padding={16}
      title={kind === null ? '' : OUTCOME_LABEL[kind.outcome]}
      closeButtonProps={{ 'aria-label': 'Close' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ title: css['example-title'] }}
    >
      {kind !== null && <Examples key={`${kind.outcome} ${kind.code} ${kind.message}`} row={row} kind={kind} />}
    </Drawer>
  );
}

function Examples({ row, kind }: { readonly row: RunRow; readonly kind: FailureGroup }) {
  const { examples, reason } = useExamples(row.id, kind);
  const [at, setAt] = useState(0);
  const example = examples?.[at];
  return (
    <div className={css['example']}>
      <p className={css['example-sentence']}>
        <OutcomeMark mark={markOf(kind.outcome)} />
        <span>{kind.message}</span>
      </p>
      <p className={css['example-count']}>
        <span>
          {formatCount(kind.count)} {plural(kind.count, 'request')} failed like this
          {examples !== null && examples.length > 0 && `, ${examples.length} ${examples.length === 1 ? 'example' : 'examples'}`}
        </span>
        {examples !== null && examples.length > 1 && <Pager at={at} count={examples.length} onMove={setAt} />}
      </p>
      {reason !== null && <p className="is-broken">{reason}</p>}
      {examples?.length === 0 && <p>No example of this kind was kept.</p>}
      {example !== undefined && <ExampleView row={row} example={example} />}
    </div>
  );
}

interface PagerProps {
  readonly at: number;
  readonly count: number;
  readonly onMove: (at: number) => void;
}

function Pager({ at, count, onMove }: PagerProps) {
  return (
    <span className={css['example-pager']}>
      <ActionIcon aria-label="Previous example" disabled={at === 0} onClick={() => onMove(at - 1)}>
        <IconChevronLeft size={16} stroke={1.75} />
      </ActionIcon>
      {at + 1} of {count}
      <ActionIcon aria-label="Next example" disabled={at === count - 1} onClick={() => onMove(at + 1)}>
        <IconChevronRight size={16} stroke={1.75} />
      </ActionIcon>
    </span>
  );
}

/** `examples` is null until they arrive, or permanently if `reason` says why they cannot be read. */
function useExamples(runId: string, { outcome, code, message }: FailureKind) {
  const [examples, setExamples] = useState<readonly FailureExample[] | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('runs.examples', { id: runId, outcome, code, message }).then((read) => {
      if (!isCurrent) return;
      if (read.ok) setExamples(read.value);
      else setReason(read.failure.message);
    });
    return () => {
      isCurrent = false;
    };
  }, [runId, outcome, code, message]);
  return { examples, reason };
}
