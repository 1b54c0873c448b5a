// Response times if all requests were due at once: each contains the service of all requests before it, so the spans of such a
// run are not independent draws. A resample therefore runs the drawn spans one after another and determines when each request
// would have ended; since all were due together, that is its response time.
import { COMPARED_PERCENTILES } from '../../shared/comparison.ts';
import { QUEUE_PARTS, type QueueUnits, type Units } from './units.ts';

/** The mean and the percentiles of COMPARED_PERCENTILES in ms, over as many requests as the run had. */
export function queueTimes(units: Units, queue: QueueUnits, draw: Uint32Array): number[] {
  const { requests, spanMs } = units;
  const all = requests.reduce((sum, one) => sum + one, 0);
  let drawn = 0;
  let sum = 0;
  draw.forEach((span, place) => {
    const inSpan = requests[span] ?? 0;
    drawn += inSpan;
    sum += inSpan * place * spanMs + (queue.offsets[span] ?? 0);
  });
  if (drawn === 0) return [];
  // The number of requests differs between resamples, while that of the run was fixed.
  const scale = all / drawn;
  const timeOf = (sinceBegin: number): number => queue.startMs + sinceBegin * scale;
  const percentiles = COMPARED_PERCENTILES.map((percent) =>
    timeOf(endOfRank(queue, units, draw, Math.max(1, Math.ceil((percent * drawn) / 100 - 1e-9 * drawn)))),
  );
  return [timeOf(sum / drawn), ...percentiles];
}

/** When the request of that rank ended, in ms since the beginning of the first span. */
function endOfRank({ ended }: QueueUnits, { requests, spanMs }: Units, draw: Uint32Array, rank: number): number {
  let before = 0;
  for (let place = 0; place < draw.length; place += 1) {
    const span = draw[place] ?? 0;
    const inSpan = requests[span] ?? 0;
    if (before + inSpan < rank) {
      before += inSpan;
      continue;
    }
    let below = 0;
    for (let part = 0; part < QUEUE_PARTS; part += 1) {
      const until = ended[span * QUEUE_PARTS + part] ?? 0;
      if (before + until >= rank) {
        const share = (rank - before - below) / Math.max(1, until - below);
        return (place + (part + share) / QUEUE_PARTS) * spanMs;
      }
      below = until;
    }
  }
  return draw.length * spanMs;
}
