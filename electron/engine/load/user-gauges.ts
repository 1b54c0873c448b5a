// What the virtual users of one worker are at, at one moment.
import type { Gauges } from '../messages.ts';
import type { VirtualUser } from './virtual-user.ts';

type UserGauges = Pick<Gauges, 'oldestDueAt' | 'backingOff' | 'longestBackOffMs'>;

export function userGauges(users: readonly VirtualUser[]): UserGauges {
  let oldestDueAt = Number.NaN;
  let backingOff = 0;
  let longestBackOffMs = 0;
  for (const user of users) {
    if (user.isInFlight && !(user.dueAt >= oldestDueAt)) oldestDueAt = user.dueAt;
    if (!user.isBackingOff) continue;
    backingOff += 1;
    longestBackOffMs = Math.max(longestBackOffMs, user.backOffMs);
  }
  return { oldestDueAt, backingOff, longestBackOffMs };
}
