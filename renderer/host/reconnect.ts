// A lost connection: how long to wait before each attempt, and what to show meanwhile. Pure.

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5000;
/** From then on Onrush has probably been restarted with a new key. */
const MANY_TRIES = 5;

/** In ms before the given attempt: doubles up to five seconds. */
export function reconnectPause(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
}

export function lostSentence(tries: number): string {
  const sentence = `Lost the connection to Onrush. The run may go on; reconnecting, ${ordinal(tries)} try.`;
  return tries < MANY_TRIES ? sentence : `${sentence} If you started Onrush again, open the new address it printed.`;
}

function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
