// The trials of a search as a table, in the order in which they were sent.
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../../shared/capacity/trial-table.ts';
import { hrefOf } from '../../route.ts';
import tableCss from '../../ui/data-table.module.css';
import textCss from '../../ui/text.module.css';
import css from './capacity.module.css';

/** Why, what was missed and the verdict are words. */
const WORDS: readonly number[] = [1, 7, 11];

function classOf(column: number): string | undefined {
  return WORDS.includes(column) ? undefined : 'is-number';
}

export function TrialsTable({ row }: { readonly row: CapacityRow }) {
  const heads = TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head));
  return (
    <table className={`${tableCss['data-table']} ${css['trials']}`}>
      <caption className={textCss['visually-hidden']}>Trials</caption>
      <thead>
        <tr>
          {heads.map((head, column) => (
            <th key={head} scope="col" className={classOf(column)}>
              {head}
            </th>
          ))}
          <th scope="col">
            <span className={textCss['visually-hidden']}>Open</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {trialCells(row).map((cells, at) => (
          <tr key={cells[0]} data-verdict={row.trials[at]?.verdict}>
            {cells.map((cell, column) => (
              <td key={heads[column]} className={classOf(column)}>
                {cell}
              </td>
            ))}
            <td>
              <a href={hrefOf({ screen: 'run', runId: row.trials[at]?.runId ?? '' })}>Open</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
