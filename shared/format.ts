// Figures as people read them: three significant digits, a unit after a space. Screens and command line share them.

export interface Figure {
  readonly value: string;
  /** Empty for a plain count. */
  readonly unit: string;
}

export const NO_VALUE = '–';

/** 0.43 ms, 8.42 ms, 158 ms, 2.81 s, 1 min 40 s. */
export function timeFigure(milliseconds: number | null): Figure {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return { value: NO_VALUE, unit: '' };
  if (milliseconds === 0) return { value: '0', unit: 'ms' };
  if (milliseconds < 0.01) return { value: trimZeros((milliseconds * 1000).toPrecision(2)), unit: 'µs' };
  if (milliseconds < 999.5)
    return { value: milliseconds < 1 ? milliseconds.toFixed(2) : milliseconds.toPrecision(3), unit: 'ms' };
  if (milliseconds < 99_950) return { value: (milliseconds / 1000).toPrecision(3), unit: 's' };
  return { value: formatSpan(milliseconds), unit: '' };
}

/** For a column of a table, in which every unit should be the same: 0.004 ms, never µs. */
export function columnTimeFigure(milliseconds: number | null): Figure {
  const figure = timeFigure(milliseconds);
  if (figure.unit !== 'µs' || milliseconds === null) return figure;
  return { value: milliseconds < 0.0005 ? '< 0.001' : trimZeros(milliseconds.toFixed(3)), unit: 'ms' };
}

export function formatTime(milliseconds: number | null): string {
  return join(timeFigure(milliseconds));
}

/** A time that somebody wrote, with all of its digits: 50 ms, 1.5 s. A rounded limit would not be the one that is judged. */
export function formatLimit(milliseconds: number): string {
  const exact = (value: number): string => String(Number(value.toPrecision(10)));
  return milliseconds >= 1000 ? `${exact(milliseconds / 1000)} s` : `${exact(milliseconds)} ms`;
}

/** 0.5 ms, 20 ms, 1.5 s: without the zeros that say how exact a figure is. */
export function formatAxisTime(time: number): string {
  return time < 1000 ? `${Number(time.toPrecision(3))} ms` : `${Number((time / 1000).toPrecision(3))} s`;
}

/** In seconds with two decimals, for figures that are compared in one row: 10.96 s, 2.66 s. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** A duration in words: 1 min 40 s, 2 h 5 min, 0.4 s. */
export function formatSpan(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 50) return `${trimZeros(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 10_000) return `${trimZeros((milliseconds / 1000).toFixed(1))} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`.replace(/ 0 s$/, '');
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`.replace(/ 0 min$/, '');
}

/** Clock of a run: 0:51, 12:04, 1:02:03; with tenths 0:51.2. */
export function formatClock(milliseconds: number, tenths = false): string {
  const unit = tenths ? 100 : 1000;
  const whole = Math.floor(Math.max(0, milliseconds) / unit);
  const seconds = tenths ? Math.floor(whole / 10) : whole;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return tenths ? `${text}.${whole % 10}` : text;
}

/** A time of a run to the millisecond: 0:38.008, 1:02:03.450. */
export function formatInstant(milliseconds: number): string {
  const whole = Math.round(Math.max(0, milliseconds));
  return `${formatClock(whole - (whole % 1000))}.${String(whole % 1000).padStart(3, '0')}`;
}

/** Written in full with separators up to 999,999, then as 1.62 M. */
export function formatCount(count: number): string {
  if (count < 1_000_000) return Math.round(count).toLocaleString('en');
  return count < 999_500_000 ? `${(count / 1e6).toPrecision(3)} M` : `${(count / 1e9).toPrecision(3)} G`;
}

/** 2,406 /s; under ten with two decimals: 0.96 /s. Never 0 unless it is exactly that. */
export function rateFigure(perSecond: number): Figure {
  if (perSecond === 0) return { value: '0', unit: '/s' };
  if (perSecond < 0.001) return { value: '< 0.001', unit: '/s' };
  if (perSecond < 0.01) return { value: perSecond.toFixed(3), unit: '/s' };
  return { value: perSecond < 9.995 ? perSecond.toFixed(2) : formatCount(perSecond), unit: '/s' };
}

export function formatRate(perSecond: number): string {
  const { value, unit } = rateFigure(perSecond);
  return `${value}${unit}`;
}

/** A share from 0 to 1 as percent. Never 0 % or 100 % unless it is exactly that. */
export function percentFigure(share: number): Figure {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return { value: String(percent), unit: '%' };
  if (percent < 1) return { value: percent < 0.001 ? '< 0.001' : trimZeros(percent.toPrecision(3)), unit: '%' };
  if (percent < 10) return { value: percent.toFixed(2), unit: '%' };
  return { value: Math.min(percent, 99.99).toFixed(percent >= 99.95 ? 2 : 1), unit: '%' };
}

export function formatPercent(share: number): string {
  return join(percentFigure(share));
}

/** Decimal: 412 B, 4.1 kB, 37 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let at = 0;
  while (value >= 999.5 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return `${at > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ''}`;
}

function join({ value, unit }: Figure): string {
  return unit === '' ? value : `${value} ${unit}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
