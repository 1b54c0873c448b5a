// A capacity search or a ladder, while it is going on and when it is over: the result, its charts, its trials.
import { useState } from 'react';
import {
  descriptionOf,
  isSearchOver,
  rateUnitOf,
  type CapacityRow,
  type SearchState,
  type TrialNow,
} from '../../../shared/capacity/capacity-search.ts';
import { verdictWords } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import { shownUrl } from '../../../shared/plan/journey/shown-url.ts';
import { stepsOf } from '../../../shared/plan/plan.ts';
import { describeCapacity, useCapacity, useTrialNow } from '../../host/capacities.ts';
import { RunName } from '../../run-description/run-name.tsx';
import { RunNotes } from '../../run-description/run-notes.tsx';
import { RunStar } from '../../run-description/run-star.tsx';
import { RunTags } from '../../run-description/run-tags.tsx';
import type { Written } from '../../run-description/write-on-run.ts';
import headerCss from '../../ui/header.module.css';
import { Header, useTitle } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';
import textCss from '../../ui/text.module.css';
import { OverActions, RunningActions } from './capacity-actions.tsx';
import { CompletedOverAsked } from './completed-over-asked.tsx';
import { NearLimitChart } from './near-limit-chart.tsx';
import { SearchAnswer } from './search-answer.tsx';
import { SearchBar } from './search-bar.tsx';
import { SearchChart } from './search-chart.tsx';
import { SearchPanel } from './search-panel.tsx';
import { SearchProgress } from './search-progress.tsx';
import { TimesOverRate } from './times-over-rate.tsx';
import { TrialsTable } from './trials-table.tsx';
import { useChosenTrial } from './use-chosen-trial.ts';
import css from './capacity.module.css';

export function CapacityScreen({ id }: { readonly id: string }) {
  const row = useCapacity(id);
  const now = useTrialNow(id);
  if (row === null) return <Header title="This search is not in the history any more" />;
  const isOver = isSearchOver(row.state);
  return (
    <>
      <SearchHeader row={row} />
      {isOver ? <Over key={row.id} row={row} /> : <Running row={row} now={now} />}
    </>
  );
}

const ON_SEARCH: Written = { noun: 'search', describe: describeCapacity };

function SearchHeader({ row }: { readonly row: CapacityRow }) {
  const isOver = isSearchOver(row.state);
  const described = { id: row.id, ...descriptionOf(row) };
  useTitle(row.name);
  return (
    <header className={headerCss['header']}>
      <RunStar run={described} label="Star" on={ON_SEARCH} />
      <RunName run={described} on={ON_SEARCH} />
      <span className={css['state']} data-state={isOver ? (row.state === 'failed' ? 'failed' : 'over') : 'going on'}>
        {STATE_WORDS[row.state]}
      </span>
      <RunTags run={described} on={ON_SEARCH} />
      <RunNotes run={described} on={ON_SEARCH} />
      <Target row={row} />
      <div className={headerCss['header-actions']}>{isOver ? <OverActions row={row} /> : <RunningActions row={row} />}</div>
    </header>
  );
}

function Target({ row: { plan } }: { readonly row: CapacityRow }) {
  const [step, ...more] = stepsOf(plan);
  if (step === undefined) return null;
  const words = `${step.method} ${shownUrl(step.url, plan)}`;
  return (
    <span className={css['target']} title={words}>
      <span className={textCss['mono']}>{words}</span>
      {more.length > 0 && ` + ${more.length} more`}
    </span>
  );
}

function Running({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  const hasLines = now !== null || row.trials.length > 0;
  return (
    <>
      {row.kind === 'search' && <SearchBar row={row} now={now} />}
      <div className={pageCss['scroll']}>
        <p className={textCss['visually-hidden']} aria-live="polite">
          {lastTrialWords(row)}
        </p>
        <SearchProgress row={row} now={now} />
        <div className={css['running']}>
          <div className={css['pictures']}>
            {row.kind === 'search' && hasLines && <SearchChart row={row} now={now} />}
            <NearLimitChart row={row} now={now} />
          </div>
          <SearchPanel row={row} now={now} />
        </div>
      </div>
    </>
  );
}

/** For screen readers, once per trial: "Trial 8 at 890/s: undecided." */
function lastTrialWords(row: CapacityRow): string {
  const last = row.trials.at(-1);
  return last === undefined
    ? STATE_WORDS[row.state]
    : `Trial ${last.request.number} at ${rateWords(last.request.rate, rateUnitOf(row))}: ${verdictWords(last)}.`;
}

function Over({ row }: { readonly row: CapacityRow }) {
  const [table, setTable] = useState<HTMLTableElement | null>(null);
  const chosen = useChosenTrial(row, table);
  const trial = row.trials.find(({ request }) => request.number === chosen);
  return (
    <div className={pageCss['scroll']}>
      <SearchAnswer row={row} />
      {row.trials.some(({ verdict }) => verdict !== 'untrusted' && verdict !== 'stopped') && (
        <div className={css['charts']}>
          <TimesOverRate row={row} chosen={chosen} />
          <CompletedOverAsked row={row} chosen={chosen} />
        </div>
      )}
      <p className={textCss['visually-hidden']} aria-live="polite">
        {trial !== undefined &&
          `Trial ${trial.request.number} at ${rateWords(trial.request.rate, rateUnitOf(row))}: ${verdictWords(trial)}.`}
      </p>
      {row.trials.length > 0 && <TrialsTable row={row} chosen={chosen} onMount={setTable} />}
    </div>
  );
}

const STATE_WORDS: Readonly<Record<SearchState, string>> = {
  preparing: 'Preparing',
  searching: 'Searching',
  stopping: 'Stopping',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};
