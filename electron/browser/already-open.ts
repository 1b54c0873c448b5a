// There is one Onrush of each data folder: a second start says where the first is.
import { openHosts } from '../app/open-hosts.ts';

export interface AlreadyOpen {
  readonly words: string;
  /** The address of its page; null where it has a window of its own. */
  readonly url: string | null;
}

/** null where this is the first. */
export function alreadyOpen(dataFolder: string): AlreadyOpen | null {
  const first = openHosts(dataFolder)[0];
  if (first === undefined) return null;
  const { kind, pid, url } = first;
  const where = url === null ? '.' : `: ${url}`;
  const words = [
    `Onrush is already open in a ${kind} (process ${pid}), with the same data folder${where}`,
    'Set ONRUSH_DATA_DIR to open a second one, with a history of its own.',
  ];
  return { words: words.join('\n'), url };
}
