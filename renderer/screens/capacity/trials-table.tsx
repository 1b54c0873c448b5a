// The trials of a search as a table, in the order in which they were sent.
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { VERDICT_MARKS } from '../../../shared/capacity/chart-trials.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../../shared/capacity/trial-table.ts';
import { hrefOf } from '../../route.ts';
import tableCss from '../../ui/data-table.module.css';
import textCss from '../../ui/text.module.css';
import css from './capacity.module.css';

/** Columns with words: the reason, what was missed and the verdict. */
const WORDS: readonly number[] = [1, 7, 11];

function classOf(column: number): string | undefined {
  return WORDS.includes(column) ? undefined : 'is-number';
}

const VERDICT = 11;

interface TrialsTableProps {
  readonly row: CapacityRow;
  /** The number of the chosen trial. */
  readonly chosen: number | null;
  readonly onMount: (table: HTMLTableElement | null) => void;
}

export function TrialsTable({ row, chosen, onMount }: TrialsTableProps) {
  const heads = TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head));
  return (
    <div className={css['wide']}>
      <table ref={onMount} className={`${tableCss['data-table']} ${css['trials']}`}>
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
            <tr
              key={cells[0]}
              data-trial={cells[0]}
              data-verdict={row.trials[at]?.verdict}
              aria-current={cells[0] === String(chosen) ? 'true' : undefined}
            >
              {cells.map((cell, column) => (
                <td key={heads[column]} className={classOf(column)}>
                  {column === VERDICT && <i aria-hidden>{VERDICT_MARKS[row.trials[at]?.verdict ?? 'undecided']}</i>}
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
    </div>
  );
}
