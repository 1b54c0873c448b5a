// The parts of a response time, one phase after another on one scale.
import { columnTimeFigure, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import { PHASE_LABEL, PHASE_MEANING, PHASES } from '../../../../shared/phase.ts';
import type { SampleRequest } from '../../../../shared/sample-query.ts';
import css from './request-drawer.module.css';

interface Part {
  readonly name: string;
  readonly meaning: string;
  /** In ms since the request was due, and its length; null for a phase that it did not have. */
  readonly from: number;
  readonly length: number | null;
}

export function Waterfall({ request }: { readonly request: SampleRequest }) {
  const { dueAt, endedAt, reused } = request;
  const response = endedAt - dueAt;
  const share = (milliseconds: number): string => `${response > 0 ? (milliseconds / response) * 100 : 0}%`;
  return (
    <dl className={css['waterfall']}>
      {partsOf(request).map(({ name, meaning, from, length }, at) => (
        <div key={name} className={length === null ? 'is-none' : undefined}>
          <dt title={meaning}>{name}</dt>
          <dd className={css['waterfall-track']}>
            {length === null
              ? name === 'dns' && reused === true && <small>reused connection</small>
              : length > 0 && (
                  <span className={at === 0 ? 'is-queue' : undefined} style={{ left: share(from), width: share(length) }} />
                )}
          </dd>
          <dd className={css['waterfall-time']}>{length === null ? NO_VALUE : columnTime(length)}</dd>
        </div>
      ))}
      <div className={css['waterfall-axis']} aria-hidden>
        <span />
        <span className={css['waterfall-ticks']}>
          <span>0</span>
          <span>{formatTime(response)}</span>
        </span>
        <span />
      </div>
    </dl>
  );
}

function partsOf({ dueAt, sentAt, endedAt, phases }: SampleRequest): Part[] {
  const parts: Part[] = [{ name: 'queue delay', meaning: 'from due to sent', from: 0, length: sentAt - dueAt }];
  let from = sentAt - dueAt;
  for (const phase of PHASES) {
    const length = phases[phase];
    parts.push({ name: PHASE_LABEL[phase], meaning: PHASE_MEANING[phase], from, length });
    from += length ?? 0;
  }
  // The last phase of an unfinished request has no end of its own.
  const rest = endedAt - dueAt - from;
  if (phases.waiting === null && rest > 0)
    parts.push({ name: 'no response', meaning: 'until the request was given up', from, length: rest });
  return parts;
}

/** The times are in one column, so all are written in its unit. */
function columnTime(milliseconds: number): string {
  const { value, unit } = columnTimeFigure(milliseconds);
  return `${value} ${unit}`;
}
