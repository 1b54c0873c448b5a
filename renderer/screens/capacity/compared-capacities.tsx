// Compares two capacities of a target: this one, and an earlier search that a person chooses.
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { compareCapacities } from '../../../shared/capacity/capacity-comparison.ts';
import { comparedCapacity } from '../../../shared/capacity/capacity-file.ts';
import { isSearchOver, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { capacityHeadline } from '../../../shared/capacity/capacity-words.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import { useCapacities } from '../../host/capacities.ts';
import { clockOf, dayOf } from '../../ui/day.ts';
import css from './capacity.module.css';

export function ComparedCapacities({ row }: { readonly row: CapacityRow }) {
  const others = earlierThan(row, useCapacities() ?? []);
  const alike = others.find(({ name, planId }) => (planId === null ? name === row.name : planId === row.planId));
  const [picked, setPicked] = useState<string | null>(null);
  const id = picked ?? alike?.id ?? '';
  const before = others.find((other) => other.id === id);
  if (row.kind !== 'search' || others.length === 0) return null;
  const comparison = before === undefined ? null : compareCapacities(comparedCapacity(before), comparedCapacity(row));
  return (
    <div className={css['compared']}>
      <NativeSelect
        aria-label="Compare with an earlier search"
        value={id}
        data={[
          { value: '', label: 'Compare with an earlier search' },
          ...others.map((other) => ({ value: other.id, label: nameOf(other) })),
        ]}
        onChange={(event) => setPicked(event.target.value)}
      />
      {comparison !== null && <p data-verdict={comparison.verdict}>{comparison.words}</p>}
    </div>
  );
}

/** Earlier searches that confirmed a rate, newest first. */
function earlierThan(row: CapacityRow, rows: readonly CapacityRow[]): readonly CapacityRow[] {
  return rows.filter(
    (other) =>
      other.kind === 'search' &&
      other.startedAt < row.startedAt &&
      isSearchOver(other.state) &&
      boundsOf(other.settings, other.trials).confirmedLow !== null,
  );
}

function nameOf(row: CapacityRow): string {
  return `${dayOf(row.startedAt, Date.now())} ${clockOf(row.startedAt)}, ${row.name}: ${capacityHeadline(row)}`;
}
