// The two results side by side, in the same units.
import { formatRate, formatSeconds, NO_VALUE } from '../../../shared/format.ts';
import { isOver, type RunRow } from '../../../shared/run.ts';
import { completedOf, type RunSummary } from '../../../shared/summary.ts';
import { MEASURE_MEANING } from '../../../shared/words.ts';
import css from './demo-screen.module.css';
import { classes } from '../../ui/classes.ts';

interface Row {
  readonly name: string;
  readonly meaning: string;
  readonly print: (summary: RunSummary) => string;
}

const ROWS: readonly Row[] = [
  { name: 'Whole run', meaning: 'start to last byte', print: (summary) => formatSeconds(summary.durationMs) },
  {
    name: 'Mean task',
    meaning: `response time: ${MEASURE_MEANING.response_time}`,
    print: (summary) => formatSeconds(summary.responseTime.mean),
  },
  {
    name: 'Mean service time',
    meaning: MEASURE_MEANING.service_time,
    print: (summary) => formatSeconds(summary.serviceTime.mean),
  },
  { name: 'Throughput', meaning: 'requests completed per second', print: (summary) => formatRate(summary.throughput) },
];

interface DemoFiguresProps {
  readonly async: RunRow | null;
  readonly blocking: RunRow | null;
}

export function DemoFigures({ async, blocking }: DemoFiguresProps) {
  return (
    <table className={css['demo-figures']}>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col" className={css['number']}>
            Asynchronous
          </th>
          <th scope="col" className={css['number']}>
            Blocking
          </th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ name, meaning, print }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <Cell run={async} print={print} look={classes(css['number'], css['demo-async'])} />
            <Cell run={blocking} print={print} look={classes(css['number'])} />
            <td className={css['demo-meaning']}>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly run: RunRow | null;
  readonly print: Row['print'];
  readonly look: string;
}

/** Less prominent until the run is over, because it is only the figure so far. */
function Cell({ run, print, look }: CellProps) {
  if (run === null || completedOf(run.summary.requests) === 0)
    return <td className={`${look} ${css['demo-so-far']}`}>{NO_VALUE}</td>;
  if (isOver(run.state)) return <td className={look}>{print(run.summary)}</td>;
  return (
    <td className={`${look} ${css['demo-so-far']}`} title="So far">
      {print(run.summary)}
    </td>
  );
}
