// What the charts of a capacity share: their size, and round values for their axes.
import { useElementSize } from '@mantine/hooks';
import type { SVGProps } from 'react';
import css from './capacity.module.css';

/** Used before the width is measured, and on paper. */
const USUAL_WIDTH = 560;

/** Returns the position of a value in px. */
export type Scale = (value: number) => number;

/** The width of the figure, so that text keeps its size in every window. */
export function useWidth(): { readonly ref: (element: HTMLElement | null) => void; readonly width: number } {
  const { ref, width } = useElementSize<HTMLElement>();
  return { ref, width: width === 0 ? USUAL_WIDTH : width };
}

/** Makes it one picture with a sentence. */
export function frameOf(width: number, height: number, label: string): SVGProps<SVGSVGElement> {
  return { className: css['chart'], viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label };
}

/** At most six round values. */
export function ticksOf(top: number, from = 0): readonly number[] {
  const span = Math.max(top - from, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(span));
  const step = [0.2, 0.5, 1, 2, 5].map((factor) => factor * power).find((size) => span / size <= 5) ?? power;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(top / step) - first + 1) }, (_, at) => (first + at) * step);
}

/** 1, 2 and 5 of each decade between the two. */
export function decadeTicks(from: number, to: number): readonly number[] {
  const all = Array.from({ length: 24 }, (_, at) => at - 6).flatMap((power) => [1, 2, 5].map((one) => one * 10 ** power));
  const inside = all.filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
  return inside.length <= 7 ? inside : inside.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6));
}

/** Maps a range of values linearly to a range of positions. */
export function linear(from: number, to: number, start: number, end: number): Scale {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

export function logarithmic(from: number, to: number, start: number, end: number): Scale {
  const scale = linear(Math.log(from), Math.log(to), start, end);
  return (value) => scale(Math.log(Math.max(value, from)));
}
