// What a search is doing: how long it has taken, the current trial, and its state.
import { rateUnitOf, type CapacityRow, type TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { PURPOSE_WORDS } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import type { TimeInterval } from '../../../shared/capacity/judge-trial.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import type { Trial } from '../../../shared/capacity/trial.ts';
import { chartedTime } from '../../../shared/capacity/chart-trials.ts';
import { MODES, objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { pauseAfterUntrusted, untrustedAtEnd } from '../../../shared/capacity/untrusted-trials.ts';
import { formatPercent, formatSpan, formatTime } from '../../../shared/format.ts';
import css from './capacity.module.css';

export function SearchProgress({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  const unit = rateUnitOf(row);
  const { low, failed, confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const charted = chartedTime(objectivesOf(row.settings));
  const time = now?.evidence[charted.at]?.time ?? null;
  const waits = row.state === 'preparing' ? 'measuring this computer' : waitingWords(row);
  return (
    <dl className={css['progress']}>
      <Tile
        name="Has held at"
        figure={low === null ? '–' : rateWords(low.request.rate, unit)}
        note={confirmationOf(low, confirmedLow)}
      />
      <Tile
        name="Has failed at"
        figure={failed === null ? '–' : rateWords(failed.request.rate, unit)}
        note={confirmationOf(failed, confirmedHigh)}
      />
      <Tile
        name="Apart"
        figure={low === null || failed === null ? '–' : formatPercent(Math.abs(1 - low.request.rate / failed.request.rate))}
        note={row.kind === 'search' ? `goal ${MODES[row.settings.precision].width * 100} %` : ''}
      />
      {now === null ? (
        <Tile name="Trial now" figure="–" note={waits} />
      ) : (
        <Tile
          name={`Trial ${now.request.number}, ${PURPOSE_WORDS[now.request.purpose]}`}
          figure={rateWords(now.request.rate, unit)}
          note={`${now.seconds} s of up to ${now.request.longestS} s`}
        />
      )}
      <Tile
        name={`${charted.name.split(' ')[0]} so far`}
        figure={time === null ? '–' : formatTime(time.value)}
        note={time === null ? '' : intervalWords(time)}
      />
      <Tile
        name="Generator"
        figure={now === null ? '–' : `${now.generator.charAt(0).toUpperCase()}${now.generator.slice(1)}`}
        note={now === null ? '' : `${now.outstanding} in flight`}
      />
    </dl>
  );
}

function waitingWords({ trials, resumed }: CapacityRow): string {
  const pauseMs = pauseAfterUntrusted(untrustedAtEnd(trials.slice(resumed?.trials ?? 0)));
  return pauseMs === 0 ? 'until the target is idle' : `computer too busy, again in ${formatSpan(pauseMs)}`;
}

function intervalWords({ low, high }: TimeInterval): string {
  return high === null ? `at least ${formatTime(low)}` : `between ${formatTime(low)} and ${formatTime(high)}`;
}

function confirmationOf(bound: Trial | null, confirmed: Trial | null): string {
  if (bound === null) return '';
  return confirmed?.request.rate === bound.request.rate ? 'confirmed' : 'to be confirmed';
}

interface TileProps {
  readonly name: string;
  readonly figure: string;
  readonly note: string;
}

function Tile({ name, figure, note }: TileProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{figure}</dd>
      <dd title={note}>{note}</dd>
    </div>
  );
}
