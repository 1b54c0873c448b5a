// Only one Onrush may use a data folder: a second start says where the first one is.
import { openHosts } from '../app/open-hosts.ts';

export interface AlreadyOpen {
  readonly words: string;
  /** The address of its page; null if it has its own window. */
  readonly url: string | null;
}

/** Returns null if this is the first start. */
export function alreadyOpen(dataFolder: string): AlreadyOpen | null {
  const first = openHosts(dataFolder)[0];
  if (first === undefined) return null;
  const { kind, pid, url } = first;
  const where = url === null ? '.' : `: ${url}`;
  const words = [
    `Onrush is already open in a ${kind} (process ${pid}), with the same data folder${where}`,
    'Set ONRUSH_DATA_DIR to open a second one, with its own history.',
  ];
  return { words: words.join('\n'), url };
}
