// The plans with a search, each with its load and its latest run.
import { IconPlayerRecord, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { usePlans, useSteadyRuns } from '../../host/host-state.ts';
import { goTo, hrefOf } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { StateMark } from '../../run-description/state-mark.tsx';
import { useDrafts } from './draft/draft-store.ts';
import { freeNewId, matchEntries, planEntries, type PlanEntry } from './plan-entries.ts';
import css from './plan-list.module.css';
import { classes } from '../../ui/classes.ts';

export function PlanList({ currentId }: { readonly currentId: string | null }) {
  const [search, setSearch] = useState('');
  const drafts = useDrafts();
  const plans = usePlans();
  const runs = useSteadyRuns();
  const entries = planEntries(plans ?? [], drafts, runs ?? []);
  const found = matchEntries(entries, search);
  const newId = freeNewId(drafts);
  return (
    <nav className={css['plan-list']} aria-label="Plans">
      <label className={css['plan-search']}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <input
          type="search"
          data-plan-search
          aria-label="Find a plan"
          aria-keyshortcuts={shortcutOf('search')}
          placeholder="Find a plan"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && found[0] !== undefined && goTo({ screen: 'plans', planId: found[0].id })}
        />
        <KeyHint id="search" />
      </label>
      <ul>
        {found.map((entry) => (
          <PlanItem key={entry.id} entry={entry} isCurrent={entry.id === currentId} />
        ))}
        {found.length === 0 && entries.length > 0 && (
          <li className={css['plan-none']}>
            Nothing matches “{search}”.
            <button type="button" onClick={() => setSearch('')}>
              Clear
            </button>
          </li>
        )}
        <li>
          <a
            className={classes(css['plan-item'], css['plan-item-new'])}
            href={hrefOf({ screen: 'plans', planId: newId })}
            aria-current={currentId === newId ? 'page' : undefined}
          >
            <IconPlus size={16} stroke={1.75} aria-hidden />
            New plan
          </a>
        </li>
        <li>
          <a className={classes(css['plan-item'], css['plan-item-new'])} href={hrefOf({ screen: 'record' })}>
            <IconPlayerRecord size={16} stroke={1.75} aria-hidden />
            Record in a browser
          </a>
        </li>
      </ul>
    </nav>
  );
}

function PlanItem({ entry, isCurrent }: { readonly entry: PlanEntry; readonly isCurrent: boolean }) {
  return (
    <li>
      <a
        className={css['plan-item']}
        href={hrefOf({ screen: 'plans', planId: entry.id })}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <span className={css['plan-item-name']}>{entry.name}</span>
        <span className={css['plan-item-words']}>
          {entry.lastRun !== null && <StateMark run={entry.lastRun} />}
          {entry.isUnsaved && <span className={css['plan-item-unsaved']}>Unsaved</span>}
          <span>{entry.words}</span>
        </span>
      </a>
    </li>
  );
}
