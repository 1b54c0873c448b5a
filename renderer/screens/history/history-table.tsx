// The runs as one table, a group of rows for each day.
import { formatCount } from '../../../shared/format.ts';
import { MEASURE_LABEL, plural } from '../../../shared/words.ts';
import type { HistoryDay } from './history-days.ts';
import { HistoryRow } from './history-row.tsx';
import css from './history-screen.module.css';
import { classes } from '../../ui/classes.ts';

const WHICH_TIME = `${MEASURE_LABEL.service_time}; in the open model ${MEASURE_LABEL.response_time.toLowerCase()}`;

export function HistoryTable({ days }: { readonly days: readonly HistoryDay[] }) {
  return (
    <table className={css['history']}>
      <caption>p50 and p99 are of the response time, in the closed model of the service time.</caption>
      <thead>
        <tr>
          <th scope="col" className={css['history-name']}>
            Run
          </th>
          <th scope="col" className={css['history-load']}>
            Load
          </th>
          <th scope="col" className="number">
            Requests
          </th>
          <th scope="col" className={classes('number', css['history-p50'])} title={WHICH_TIME}>
            p50
          </th>
          <th scope="col" className="number" title={WHICH_TIME}>
            p99
          </th>
          <th scope="col" className="number">
            Failed
          </th>
          <th scope="col" className={css['history-generator']}>
            <span className={css['history-generator-words']}>Generator</span>
          </th>
          <th scope="col" className="number" aria-sort="descending">
            Started ↓
          </th>
          <th scope="col">
            <span className="visually-hidden">Delete</span>
          </th>
        </tr>
      </thead>
      {days.map(({ day, runs }) => (
        <tbody key={day}>
          <tr className={css['history-day']}>
            <th scope="rowgroup" colSpan={9}>
              {day}{' '}
              <span>
                {formatCount(runs.length)} {plural(runs.length, 'run')}
              </span>
            </th>
          </tr>
          {runs.map((run) => (
            <HistoryRow key={run.id} run={run} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
