// "Saved 14:31", "Saved 3 July, 14:31": when a plan was saved, in the shortest form. Pure.

export function savedWords(savedAt: number, now: number): string {
  const saved = new Date(savedAt);
  const time = saved.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (saved.toDateString() === new Date(now).toDateString()) return `Saved ${time}`;
  const isThisYear = saved.getFullYear() === new Date(now).getFullYear();
  const day = saved.toLocaleDateString(
    'en-GB',
    isThisYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' },
  );
  return `Saved ${day}, ${time}`;
}
