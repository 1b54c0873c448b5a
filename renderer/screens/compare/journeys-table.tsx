// How far the journeys of the runs came, and how long they took, in one table.
import { comparedJourneys } from '../../../shared/compared-journeys.ts';
import type { ComparedRun } from '../../../shared/comparison.ts';
import { ChangedCell } from './changed-cell.tsx';
import css from './compare-screen.module.css';
import { lookOf } from './run-looks.ts';

/** Renders nothing if the runs have single requests. */
export function JourneysTable({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const rows = comparedJourneys(runs.map(({ row }) => row));
  if (rows.length === 0) return null;
  return (
    <section className={css['compare-steps']} aria-label="Journeys">
      <table className={css['compare-table']}>
        <caption>Of the whole runs, the warm-up left out. Times are of completed journeys, pauses left out.</caption>
        <thead>
          <tr>
            <th scope="col">Journeys</th>
            {runs.map((_, at) => (
              <th key={lookOf(at).letter} scope="col" className={css['number']}>
                {lookOf(at).letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {cells.map((cell, at) => (
                <ChangedCell key={lookOf(at).letter} {...cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
