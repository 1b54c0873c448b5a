// One line that is rewritten on the terminal during a search.
import { rateUnitOf, searchedMs, type CapacityEvent, type CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { PURPOSE_WORDS, soFarWords } from '../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../shared/capacity/rate-words.ts';
import { leftMs } from '../../shared/capacity/estimate.ts';
import { boundsOf } from '../../shared/capacity/search-bounds.ts';
import { formatClock, formatSpan, formatTime } from '../../shared/format.ts';
import { rewriteLine } from '../system/printable.ts';

export interface CapacityProgress {
  show(event: CapacityEvent): void;
  clear(): void;
}

/** Silent where `terminal` is not one. */
export function capacityProgress(terminal: NodeJS.WriteStream): CapacityProgress {
  const write = (text: string): void => {
    if (terminal.isTTY) rewriteLine(terminal, text);
  };
  let row: CapacityRow | null = null;
  return {
    show(event) {
      if (event.type === 'changed') {
        ({ row } = event);
        if (row.state === 'preparing') write('Measuring this computer…');
      }
      if (event.type !== 'now' || event.now === null || row === null) return;
      const { request, seconds, p99 } = event.now;
      const unit = rateUnitOf(row);
      const { settings, trials } = row;
      const elapsed = searchedMs(row, Date.now());
      const left = formatSpan(Math.ceil(leftMs(settings, trials, elapsed) / 10_000) * 10_000);
      const trial = `trial ${request.number}, ${PURPOSE_WORDS[request.purpose]}: ${rateWords(request.rate, unit)}, ${seconds} of up to ${request.longestS} s, p99 ${formatTime(p99)}`;
      write(`${formatClock(elapsed)}, about ${left} left  ${soFarWords(boundsOf(settings, trials), unit)}  ${trial}`);
    },
    clear: () => write(''),
  };
}
