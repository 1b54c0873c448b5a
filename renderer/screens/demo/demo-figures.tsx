// The two results beside each other, in equal units.
import { formatRate, formatSeconds, NO_VALUE } from '../../../shared/format.ts';
import type { RunSummary } from '../../../shared/summary.ts';
import { MEASURE_MEANING } from '../../../shared/words.ts';

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
  { name: 'Mean service time', meaning: MEASURE_MEANING.service_time, print: (summary) => formatSeconds(summary.serviceTime.mean) },
  { name: 'Throughput', meaning: 'requests completed per second', print: (summary) => formatRate(summary.throughput) },
];

interface DemoFiguresProps {
  readonly async: RunSummary | null;
  readonly blocking: RunSummary | null;
}

export function DemoFigures({ async, blocking }: DemoFiguresProps) {
  return (
    <table className="demo-figures">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col" className="number">
            Asynchronous
          </th>
          <th scope="col" className="number">
            Blocking
          </th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ name, meaning, print }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number demo-async">{printKnown(print, async)}</td>
            <td className="number">{printKnown(print, blocking)}</td>
            <td className="demo-meaning">{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function printKnown(print: (summary: RunSummary) => string, summary: RunSummary | null): string {
  return summary === null || summary.requests.total === 0 ? NO_VALUE : print(summary);
}
