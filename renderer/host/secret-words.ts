// Where the value of a secret comes from and where it is stored, in words. Pure.
import type { AppInfo } from '../../shared/rpc.ts';
import type { SecretState } from './secrets.ts';

export const STATE_WORDS: Readonly<Record<SecretState, string>> = {
  stored: 'set on this computer',
  environment: 'from the environment variable of that name',
  missing: 'no value yet',
};

/** Where a value that is typed here is stored. */
export function keptWords(host: AppInfo['host']): string {
  return host === 'electron'
    ? 'Values are kept for all plans, encrypted by the key store of this computer.'
    : 'Values are kept for all plans, in a file that only you may read.';
}
