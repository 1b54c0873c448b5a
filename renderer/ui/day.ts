// Points in time as people write them in a list: Today, Yesterday, Sunday 12 July; 14:32. In the computer's time zone.

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const EXACT_CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

/** Both in epoch ms. */
export function dayOf(at: number, now: number): string {
  const days = daysBefore(at, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return isThisYear ? DAY.format(at).replace(',', '') : DAY_OF_YEAR.format(at);
}

/** 27 November 2025 */
export function dateOf(at: number): string {
  return DAY_OF_YEAR.format(at);
}

export function clockOf(at: number): string {
  return CLOCK.format(at);
}

/** To the second, for lists with runs in the same minute. */
export function exactClockOf(at: number): string {
  return EXACT_CLOCK.format(at);
}

/** If there is only space for one word: 14:32, Yesterday, 12 Jul. */
export function shortTimeOf(at: number, now: number): string {
  const days = daysBefore(at, now);
  if (days === 0) return clockOf(at);
  return days === 1 ? 'Yesterday' : SHORT_DAY.format(at);
}

/** For a title: to the second. */
export function fullTimeOf(at: number): string {
  return FULL.format(at);
}

/** By the calendar, because a day may have 23 or 25 hours. */
function daysBefore(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
