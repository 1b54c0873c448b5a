// All stored runs by day: their trend, search, opening, stars, deletion.
import '../../run-description/run-description.module.css';
import { Button, SegmentedControl } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount, plural } from '../../../shared/format.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { clearChosenRuns } from '../../host/chosen-runs.ts';
import { useCapacities } from '../../host/capacities.ts';
import { useRuns } from '../../host/host-state.ts';
import { hrefOf } from '../../route.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import { useNow } from '../../ui/now.ts';
import { CapacityRows } from './capacity-rows.tsx';
import { ChosenRuns } from './chosen-runs-bar.tsx';
import { ImportButton, ImportProgress } from './import-button.tsx';
import { daysOf } from './history-days.ts';
import { HistoryTable } from './history-table.tsx';
import { isFailedRun, matchingRuns } from './run-search.ts';
import { NEWEST_FIRST, orderRuns } from './run-order.ts';
import { searchHelp } from './search-help.ts';
import { TrendStrip } from './trend-strip.tsx';
import css from './history-screen.module.css';
import pageCss from '../../ui/page.module.css';

/** This many rows at a time, so that a long history opens as fast as a short one. */
const PAGE = 200;
/** As many as the highest window shows; the others of the page follow once these are painted. */
const FIRST_ROWS = 40;

type RunChoice = 'all' | 'failed' | 'starred';

const HOLDS: Readonly<Record<RunChoice, (run: RunBrief) => boolean>> = {
  all: () => true,
  failed: isFailedRun,
  starred: ({ starred }) => starred,
};

export function HistoryScreen() {
  const all = useRuns();
  // Trials are folded under their search.
  const runs = useMemo(() => all?.filter(({ capacityId }) => capacityId === undefined) ?? null, [all]);
  const capacities = useCapacities();
  const now = useNow();
  const [search, setSearch] = useState('');
  const [choice, setChoice] = useState<RunChoice>('all');
  const [limit, setLimit] = useState(PAGE);
  const hasRuns = runs !== null && runs.length > 0;
  const [order, setOrder] = useState(NEWEST_FIRST);
  const found = orderRuns(matchingRuns(runs ?? [], search, now).filter(HOLDS[choice]), order);
  const hidden = found.length - limit;
  const most = useDeferredValue(limit, FIRST_ROWS);
  const days = order.by === 'started' ? daysOf(found, now, most) : [{ day: '', count: found.length, runs: found.slice(0, most) }];
  // An invisible selection would be part of the next comparison.
  useEffect(() => clearChosenRuns, []);
  const clear = (): void => {
    setSearch('');
    setChoice('all');
  };
  return (
    <>
      <Header
        title="Runs"
        note={hasRuns ? `${formatCount(runs.length)} ${plural(runs.length, 'run')}` : undefined}
        actions={
          <>
            <ImportButton />
            {hasRuns && <ChosenRuns runs={runs} />}
          </>
        }
      >
        {hasRuns && <SearchField search={search} handleSearch={setSearch} />}
        {hasRuns && <ChoiceSwitch runs={runs} choice={choice} handleChoice={setChoice} />}
      </Header>
      <ImportProgress />
      <div className={pageCss['scroll']}>
        {runs?.length === 0 && (capacities ?? []).length === 0 && <NoRuns />}
        <CapacityRows />
        {hasRuns && <TrendStrip runs={runs} />}
        {hasRuns && found.length === 0 && <NoMatch words={wordsOf(search, choice)} handleClear={clear} />}
        {found.length > 0 && <HistoryTable days={days} order={order} handleOrder={setOrder} />}
        {hidden > 0 && (
          <div className={css['history-more']}>
            <Button onClick={() => setLimit(limit + PAGE)}>
              Show {Math.min(hidden, PAGE)} more of {formatCount(hidden)} older {plural(hidden, 'run')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

interface ChoiceSwitchProps {
  readonly runs: readonly RunBrief[];
  readonly choice: RunChoice;
  readonly handleChoice: (choice: RunChoice) => void;
}

function ChoiceSwitch({ runs, choice, handleChoice }: ChoiceSwitchProps) {
  const failed = runs.filter(isFailedRun).length;
  return (
    <SegmentedControl<RunChoice>
      aria-label="Which runs"
      className={css['history-which']}
      value={choice}
      onChange={handleChoice}
      data={[
        { value: 'all', label: 'All' },
        { value: 'failed', label: failed === 0 ? 'Failed' : `Failed ${formatCount(failed)}` },
        { value: 'starred', label: 'Starred' },
      ]}
    />
  );
}

/** The search and the choice, in the words that a person would type. */
function wordsOf(search: string, choice: RunChoice): string {
  return [search.trim(), choice === 'all' ? '' : `${choice}:yes`].filter(Boolean).join(' ');
}

interface SearchFieldProps {
  readonly search: string;
  readonly handleSearch: (search: string) => void;
}

function SearchField({ search, handleSearch }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);

  useShortcuts({ search: () => input.current?.focus() });

  return (
    <search className={css['search']}>
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        ref={input}
        type="text"
        aria-label="Search runs"
        aria-keyshortcuts={shortcutOf('search')}
        placeholder="Name, tag or URL; tag:, failed:yes, p99 > 250, since:7d"
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => handleSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && handleSearch('')}
      />
      {search === '' ? (
        <KeyHint id="search" />
      ) : (
        <button type="button" aria-label="Clear the search" onClick={() => handleSearch('')}>
          <IconX size={14} stroke={1.75} aria-hidden />
        </button>
      )}
    </search>
  );
}

function NoRuns() {
  return (
    <div className={pageCss['empty-page']}>
      <h2>No runs yet</h2>
      <p>
        Press Run on any plan, or send a first thousand requests from the start. Every run is kept with all its requests until you
        delete it.
      </p>
      <div>
        <Button component="a" href={hrefOf({ screen: 'start' })} variant="filled">
          Go to the start
        </Button>
        <Button component="a" href={hrefOf({ screen: 'plans', planId: 'new' })}>
          New plan
        </Button>
      </div>
    </div>
  );
}

function NoMatch({ words, handleClear }: { readonly words: string; readonly handleClear: () => void }) {
  return (
    <div className={pageCss['empty-page']}>
      <h2>Nothing matches {words}</h2>
      <p>{searchHelp(words)}</p>
      <div>
        <Button onClick={handleClear}>Clear</Button>
      </div>
    </div>
  );
}
