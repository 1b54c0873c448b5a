// Opens the history of this computer for a command, and says what was lost of it.
import type { HostEvent } from '../../shared/rpc.ts';
import { openHistory, type OpenHistory } from '../app/history.ts';
import { dataFolder } from '../system/data-folder.ts';
import { unwrap } from './read-plan.ts';

/** @throws UserError store_unavailable, store_damaged */
export function openOwnHistory(tell: (event: HostEvent) => void = () => undefined): OpenHistory {
  const history = unwrap(openHistory(dataFolder(), tell));
  if (history.damage !== null) process.stderr.write(`${history.damage.message}\n`);
  return history;
}
