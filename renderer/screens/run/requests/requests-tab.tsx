// The requests of a finished run: filters, failures by kind on the left, and one row for each request.
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { EVERYTHING, type SampleFilter, type SampleOrder, type SampleSort } from '../../../../shared/sample-query.ts';
import { FailureKinds } from './failure-kinds.tsx';
import type { FoundRequests } from './found.ts';
import { ColumnMenu } from './column-menu.tsx';
import { recallHidden } from './request-sort.ts';
import { FilterMenu } from './filter-menu.tsx';
import { FilterText } from './filter-text.tsx';
import { chipsOf, filterWords, withoutPart } from './filter-words.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { TYPED_FILTER_EXAMPLES } from './typed-filter.ts';
import { RequestsTable } from './requests-table.tsx';
import { useRequestPages, type RequestPages } from './use-request-pages.ts';
import css from './requests.module.css';
import { sentStepNames } from '../../../../shared/plan/sent-steps.ts';
import textCss from '../../../ui/text.module.css';

interface RequestsTabProps {
  readonly row: RunRow;
  readonly measure: TimeMeasure;
  readonly figures: FoundRequests;
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  readonly sort: SampleOrder;
  readonly onSort: (sort: SampleOrder) => void;
  /** The number of the open request, or null. */
  readonly chosen: number | null;
  readonly onChoose: (seq: number | null) => void;
}

export function RequestsTab(props: RequestsTabProps) {
  const { row, measure, figures, filter, onFilter, sort } = props;
  const pages = useRequestPages(row.id, filter, sort);
  const [hidden, setHidden] = useState(() => recallHidden());
  return (
    <div className={css['requests']}>
      <FilterBar {...{ row, measure, figures, filter, onFilter, pages, hidden }} onHidden={setHidden} />
      <div className={css['requests-body']}>
        <FailureKinds figures={figures} filter={filter} onFilter={onFilter} />
        <div className={css['requests-found']}>
          <RequestsTable {...props} pages={pages} hidden={hidden} />
          <NothingFound row={row} filter={filter} onFilter={onFilter} pages={pages} />
        </div>
      </div>
    </div>
  );
}

type FilterBarProps = Pick<RequestsTabProps, 'row' | 'measure' | 'figures' | 'filter' | 'onFilter'> & {
  readonly pages: RequestPages;
  readonly hidden: ReadonlySet<SampleSort>;
  readonly onHidden: (hidden: ReadonlySet<SampleSort>) => void;
};

function FilterBar({ row, measure, figures, filter, onFilter, pages, hidden, onHidden }: FilterBarProps) {
  const steps = sentStepNames(row.plan);
  const answer = pages.reader?.answer ?? null;
  const isNarrowed = JSON.stringify(filter) !== JSON.stringify(EVERYTHING);
  return (
    <div className={css['requests-bar']}>
      <FilterText
        {...{ steps, measure }}
        text={filter.text}
        onText={(text) => onFilter({ ...filter, text })}
        onPart={(part) => onFilter({ ...filter, ...part })}
      />
      <FilterMenu row={row} figures={figures} filter={filter} onFilter={onFilter} />
      <ul className={css['filter-chips']} aria-label="Filters">
        {chipsOf(filter, steps).map(({ part, words }) => (
          <li key={part}>
            <button type="button" title={`Remove: ${words}`} onClick={() => onFilter(withoutPart(filter, part))}>
              <span>{words}</span>
              <IconX size={12} stroke={2} aria-hidden />
              <span className={textCss['visually-hidden']}>, remove this filter</span>
            </button>
          </li>
        ))}
      </ul>
      {isNarrowed && (
        <Button size="xs" variant="subtle" onClick={() => onFilter(EVERYTHING)}>
          Clear
        </Button>
      )}
      <output className={css['requests-count']} data-testid="request-count">
        {answer !== null && (
          <>
            <strong title={answer.total.toLocaleString('en')}>{formatCount(answer.total)}</strong> of{' '}
            <span title={answer.of.toLocaleString('en')}>{formatCount(answer.of)}</span>
          </>
        )}
      </output>
      <ColumnMenu steps={steps.length} hidden={hidden} onHidden={onHidden} />
    </div>
  );
}

type NothingFoundProps = Pick<RequestsTabProps, 'row' | 'filter' | 'onFilter'> & { readonly pages: RequestPages };

function NothingFound({ row, filter, onFilter, pages }: NothingFoundProps) {
  const { reader, isReading, retry } = pages;
  const failure = reader?.failure ?? null;
  const answer = reader?.answer ?? null;
  if (failure !== null) {
    return (
      <div className={css['requests-empty']}>
        <p>{failure.message}</p>
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  if (isReading || answer === null || answer.total > 0) return null;
  const words = filterWords(filter, sentStepNames(row.plan));
  return (
    <div className={css['requests-empty']}>
      <p>{words === '' ? 'No request is stored of this run.' : `Nothing matches ${words}.`}</p>
      {/[:<>=]/.test(filter.text) && (
        <p>
          These words are searched for literally. Filters are written {TYPED_FILTER_EXAMPLES.slice(0, -1).join(', ')} or{' '}
          {TYPED_FILTER_EXAMPLES.at(-1)}, or chosen under “Add filter”.
        </p>
      )}
      {words !== '' && (
        <Button size="xs" onClick={() => onFilter(EVERYTHING)}>
          Clear
        </Button>
      )}
    </div>
  );
}
