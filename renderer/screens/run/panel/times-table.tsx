// Service and response time side by side: min, mean, every percentile, max; percentiles with too few requests are greyed and say
// why.
import { fewOfSeveralWords, fewWords, hasEnough } from '../../../../shared/enough-samples.ts';
import { formatCount, NO_VALUE, timeFigure, plural } from '../../../../shared/format.ts';
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import { completedOf, headlineOf, type RunSummary } from '../../../../shared/summary.ts';
import { PERCENTILES, type TimeStats } from '../../../../shared/time-stats.ts';
import { MEASURE_MEANING, shortMeasureName } from '../../../../shared/words.ts';
import { requestWords, type Selection } from '../../../live-run/live-run-selection.ts';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import textCss from '../../../ui/text.module.css';

type Row = { readonly key: keyof TimeStats; readonly percent: number | null };

const ROWS: readonly Row[] = [
  { key: 'min', percent: null },
  { key: 'mean', percent: null },
  ...PERCENTILES.map((percent) => ({ key: `p${percent}`, percent }) as const),
  { key: 'max', percent: null },
];

interface TimesTableProps {
  readonly summary: RunSummary;
  readonly selection: Selection;
  /** Computed from the exact values and not from the run's histogram. */
  readonly isExact: boolean;
  readonly model: LoadModel;
}

export function TimesTable({ summary, selection, isExact, model }: TimesTableProps) {
  const total = completedOf(summary.requests);
  const headline = headlineOf(model);
  const thin = ROWS.filter(({ percent }) => percent !== null && !hasEnough(percent, total));
  return (
    <Section
      title="Times"
      note={`of ${formatCount(total)} ${requestWords(selection, plural(total, 'request'))}, ${isExact ? 'exact' : 'percentiles within 0.4 %'}`}
    >
      <table className={css['times']}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th
              scope="col"
              title={MEASURE_MEANING.service_time}
              className={headline === 'service_time' ? 'is-headline' : undefined}
            >
              Service time
              <small>sent → last byte</small>
            </th>
            <th
              scope="col"
              title={MEASURE_MEANING.response_time}
              className={headline === 'response_time' ? 'is-headline' : undefined}
            >
              {shortMeasureName('response_time', model)}
              <small>{model === 'iterations' ? 'waiting included' : 'due → last byte'}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <TimesRow key={row.key} row={row} summary={summary} />
          ))}
        </tbody>
      </table>
      {total > 0 && thin[0] !== undefined && (
        <p className={css['few-samples']}>{(thin.length === 1 ? fewWords : fewOfSeveralWords)(thin[0].percent ?? 0, total)}</p>
      )}
    </Section>
  );
}

function TimesRow({ row: { key, percent }, summary }: { readonly row: Row; readonly summary: RunSummary }) {
  const total = completedOf(summary.requests);
  const isThin = percent !== null && !hasEnough(percent, total);
  return (
    <tr className={isThin ? 'is-thin' : undefined} title={isThin && percent !== null ? fewWords(percent, total) : undefined}>
      <th scope="row">{key}</th>
      <Time value={total === 0 ? null : summary.serviceTime[key]} />
      <Time value={total === 0 ? null : summary.responseTime[key]} />
    </tr>
  );
}

function Time({ value }: { readonly value: number | null }) {
  const figure = timeFigure(value);
  return (
    <td title={value === null ? NO_VALUE : `${value.toLocaleString('en', { maximumFractionDigits: 4 })} ms`}>
      {figure.value} <span className={textCss['unit']}>{figure.unit}</span>
    </td>
  );
}
