// A capacity search or a ladder, while it is going on and when it is over: the result, its charts, its trials.
import { useState } from 'react';
import {
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
import { useCapacity, useTrialNow } from '../../host/capacities.ts';
import { Header } from '../../ui/header.tsx';
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
      <Header title={row.name} actions={isOver ? <OverActions row={row} /> : <RunningActions row={row} />}>
        <span className={css['state']} data-state={isOver ? (row.state === 'failed' ? 'failed' : 'over') : 'going on'}>
          {STATE_WORDS[row.state]}
        </span>
        <Target row={row} />
      </Header>
      {isOver ? <Over key={row.id} row={row} /> : <Running row={row} now={now} />}
    </>
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
