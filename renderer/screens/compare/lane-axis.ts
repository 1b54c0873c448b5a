// The upright axis of the task picture: the number of each task, the first at the top.
import type { ValueAxis } from '../../charts/value-axis.ts';

export function linearAxis(tasks: number): ValueAxis {
  const step = tasks <= 30 ? 5 : tasks <= 60 ? 10 : 50;
  const numbers = [1, ...Array.from({ length: Math.floor(tasks / step) }, (_, at) => (at + 1) * step)];
  // Its values go up from the bottom; task n is in the middle of its lane.
  const heightOf = (number: number): number => tasks - number + 0.5;
  const numberOf = new Map(numbers.map((number) => [heightOf(number), number]));
  return {
    scale: 'linear',
    from: 0,
    to: tasks,
    ticks: [...numberOf.keys()],
    minorTicks: [],
    format: (value) => String(numberOf.get(value) ?? ''),
  };
}
