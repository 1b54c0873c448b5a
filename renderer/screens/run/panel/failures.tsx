// What failed and why, by kind; each kind opens examples.
import { useState } from 'react';
import { formatClock, formatCount, plural } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { FailureGroup } from '../../../../shared/summary.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { ExampleDrawer } from './example-drawer.tsx';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import textCss from '../../../ui/text.module.css';

export function Failures({ row }: { readonly row: RunRow }) {
  const { failures } = row.summary;
  const [opened, setOpened] = useState<FailureGroup | null>(null);
  return (
    <Section title="Failures" note={`${failures.length} ${plural(failures.length, 'kind')}`}>
      {failures.map((group) => (
        <button
          type="button"
          className={css['failure']}
          key={`${group.outcome} ${group.code} ${group.message}`}
          onClick={() => setOpened(group)}
          title="Show examples"
        >
          <span className={css['outcome']}>
            <OutcomeMark mark={markOf(group.outcome)} />
            <span>{OUTCOME_LABEL[group.outcome]}</span>
            <strong>{formatCount(group.count)}</strong>
          </span>
          <span className={css['failure-words']}>{group.message}</span>
          <span className={css['failure-when']}>
            <span>
              {formatClock(group.firstAt, true)}
              {group.count > 1 && ` to ${formatClock(group.lastAt, true)}`}
            </span>
            {group.code !== '' && (
              <span className={textCss['mono']} title={group.code}>
                {group.code}
              </span>
            )}
            <span className={css['failure-examples']}>Examples</span>
          </span>
        </button>
      ))}
      <ExampleDrawer row={row} kind={opened} onClose={() => setOpened(null)} />
    </Section>
  );
}
