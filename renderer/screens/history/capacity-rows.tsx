// Capacity searches and ladders in the list of runs, with their trials folded under each.
import { useId, useState } from 'react';
import { IconChevronRight, IconStarFilled, IconTargetArrow } from '@tabler/icons-react';
import { isSearchOver, rateUnitOf, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { capacityHeadline, PURPOSE_WORDS, verdictWords } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { formatCount, plural } from '../../../shared/format.ts';
import { useCapacities } from '../../host/capacities.ts';
import { hrefOf } from '../../route.ts';
import { TagChips } from '../../run-description/run-tags.tsx';
import { clockOf } from '../../ui/day.ts';
import textCss from '../../ui/text.module.css';
import css from './capacity-rows.module.css';

export function CapacityRows() {
  const rows = useCapacities();
  if (rows === null || rows.length === 0) return null;
  return (
    <section className={css['capacities']} aria-label="Capacities">
      {rows.map((row) => (
        <CapacityLine key={row.id} row={row} />
      ))}
    </section>
  );
}

function CapacityLine({ row }: { readonly row: CapacityRow }) {
  const [isOpen, setOpen] = useState(false);
  const trialsId = useId();
  const { length } = row.trials;
  return (
    <>
      <div className={css['line']} data-open={isOpen ? '' : undefined}>
        <button
          type="button"
          className={css['fold']}
          aria-expanded={isOpen}
          aria-controls={trialsId}
          aria-label={`Trials of ${row.name}`}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={14} stroke={1.75} aria-hidden />
        </button>
        <IconTargetArrow size={16} stroke={1.75} aria-hidden />
        {row.starred === true && (
          <span className={css['star']} title="Starred">
            <IconStarFilled size={14} aria-hidden />
            <span className={textCss['visually-hidden']}>Starred</span>
          </span>
        )}
        <a href={hrefOf({ screen: 'capacity', id: row.id })}>{row.name}</a>
        <TagChips tags={row.tags ?? []} />
        <span>{isSearchOver(row.state) ? capacityHeadline(row) : 'Searching'}</span>
        <span className={css['count']}>
          {formatCount(length)} {plural(length, 'trial')}
        </span>
        <time dateTime={new Date(row.startedAt).toISOString()}>{clockOf(row.startedAt)}</time>
      </div>
      <ul id={trialsId} hidden={!isOpen}>
        {isOpen && <Trials row={row} />}
      </ul>
    </>
  );
}

function Trials({ row }: { readonly row: CapacityRow }) {
  const unit = rateUnitOf(row);
  return row.trials.map((trial) => (
    <li key={trial.request.number}>
      <a href={hrefOf({ screen: 'run', runId: trial.runId })}>
        Trial {trial.request.number}, {PURPOSE_WORDS[trial.request.purpose]}: {rateWords(trial.request.rate, unit)}
      </a>{' '}
      {verdictWords(trial)}
    </li>
  ));
}
