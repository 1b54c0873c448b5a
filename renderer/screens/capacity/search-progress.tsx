// What a search does now: how long it has taken, the trial that goes on, and what that says so far.
import { useEffect, useState } from 'react';
import { rateUnitOf, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { PURPOSE_WORDS, rateWords } from '../../../shared/capacity/capacity-words.ts';
import { leftMs } from '../../../shared/capacity/estimate.ts';
import { boundsOf } from '../../../shared/capacity/search.ts';
import type { Trial } from '../../../shared/capacity/trial.ts';
import { formatClock, formatPercent, formatSpan, formatTime } from '../../../shared/format.ts';
import { useTrialNow } from '../../host/capacities.ts';
import css from './capacity.module.css';

export function SearchProgress({ row }: { readonly row: CapacityRow }) {
  const now = useTrialNow(row.id);
  const elapsed = useElapsed(row.startedAt);
  const unit = rateUnitOf(row);
  const { low, failed, confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const [evidence] = now?.evidence ?? [];
  const left = Math.ceil(leftMs(row.settings, row.trials, elapsed) / 10_000) * 10_000;
  const waits = row.state === 'preparing' ? 'measuring this computer' : 'until the target is at rest';
  return (
    <dl className={css['progress']}>
      <Tile name="Time" figure={formatClock(elapsed)} note={row.kind === 'search' ? `about ${formatSpan(left)} left` : ''} />
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
        name="p99 so far"
        figure={now === null || now.p99 === 0 ? '–' : formatTime(now.p99)}
        note={
          evidence === undefined || evidence.count === 0
            ? ''
            : `${formatPercent(evidence.missed / evidence.count)} missed, at most ${formatPercent(evidence.high)}`
        }
      />
      <Tile
        name="Generator"
        figure={now === null ? '–' : `${now.generator.charAt(0).toUpperCase()}${now.generator.slice(1)}`}
        note={now === null ? '' : `${now.outstanding} in flight`}
      />
    </dl>
  );
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
      <dd>{note}</dd>
    </div>
  );
}

/** Renewed every second. */
function useElapsed(startedAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - startedAt);
}
