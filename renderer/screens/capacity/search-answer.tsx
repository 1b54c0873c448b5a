// The result of a search: one sentence, what it is based on and what is not known, and the facts that make it credible.
import { IconClock, IconRefresh, IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react';
import { isSearchOver, searchedMs, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { answerLines, capacityHeadline, unchangedLine } from '../../../shared/capacity/capacity-words.ts';
import { generatorLine } from '../../../shared/capacity/generator-lines.ts';
import { formatCount, formatSpan, plural } from '../../../shared/format.ts';
import { clockOf, dayOf } from '../../ui/day.ts';
import { useNow } from '../../ui/now.ts';
import { ComparedCapacities } from './compared-capacities.tsx';
import css from './search-answer.module.css';

export function SearchAnswer({ row }: { readonly row: CapacityRow }) {
  return (
    <div className={css['answer']}>
      <section aria-live="polite">
        <h2>{capacityHeadline(row)}</h2>
        {answerLines(row).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <ComparedCapacities row={row} />
      </section>
      <Facts row={row} />
    </div>
  );
}

function Facts({ row }: { readonly row: CapacityRow }) {
  const { trials, startedAt, endedAt } = row;
  const isTrusted = trials.every(({ verdict, untrustedSeconds }) => verdict !== 'untrusted' && untrustedSeconds === 0);
  const requests = trials.reduce((sum, { figures }) => sum + figures.requests, 0);
  const today = useNow();
  const unchanged = unchangedLine(row);
  const lasted = isSearchOver(row.state) && endedAt === null ? '' : `, ${formatSpan(searchedMs(row, endedAt ?? startedAt))}`;
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <ul className={css['facts']} aria-label="What the result is based on">
      <li>
        <IconClock {...icon} />
        {dayOf(startedAt, today)} {clockOf(startedAt)}
        {lasted}, {formatCount(requests)} {plural(requests, 'request')}
      </li>
      {trials.length > 0 && (
        <li data-is-good={isTrusted}>
          {isTrusted ? <IconShieldCheck {...icon} /> : <IconShieldExclamation {...icon} />}
          {generatorLine(row)}
        </li>
      )}
      {unchanged !== null && (
        <li data-is-good>
          <IconRefresh {...icon} />
          {unchanged}
        </li>
      )}
    </ul>
  );
}
