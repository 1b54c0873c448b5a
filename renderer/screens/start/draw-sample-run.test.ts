// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { drawSampleRun } from './draw-sample-run.ts';
import { sampleRun } from './sample-run.ts';

const WIDTH = 600;
const HEIGHT = 220;

interface Painted {
  readonly canvas: HTMLCanvasElement;
  readonly calls: { readonly name: string; readonly values: readonly unknown[] }[];
}

/** A canvas that notes what is done to its context. */
function paint(ratio = 1): Painted {
  vi.stubGlobal('devicePixelRatio', ratio);
  const calls: Painted['calls'] = [];
  const handler: ProxyHandler<object> = {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        void calls.push({ name: String(name), values }),
    set: () => true,
  };
  const canvas = document.createElement('canvas');
  vi.spyOn(canvas, 'getContext').mockReturnValue(new Proxy({}, handler) as never);
  drawSampleRun(canvas, WIDTH, HEIGHT);
  vi.unstubAllGlobals();
  return { canvas, calls };
}

function count({ calls }: Painted, name: string): number {
  return calls.filter((call) => call.name === name).length;
}

test('each cell with requests is painted, each slow request has a ring, and each failure has a mark', () => {
  const painted = paint();
  const { columns, slowest, errorResponses, withoutResponse } = sampleRun();
  const cells = columns.flat().filter((requests) => requests > 0).length;
  const lines = 3 + 5;
  expect(count(painted, 'fillRect')).toBe(lines + cells);
  expect(count(painted, 'arc')).toBe(slowest.length);
  expect(count(painted, 'closePath')).toBe(withoutResponse.length);
  const leads = 3;
  expect(count(painted, 'stroke')).toBe(slowest.length + errorResponses.length + withoutResponse.length + leads);
});

test('the axes name their times, and nothing is painted outside the picture', () => {
  const { calls } = paint();
  const texts = calls.filter(({ name }) => name === 'fillText').map(({ values }) => values[0]);
  expect(texts).toEqual(['10 ms', '100 ms', '1 s', '10 s', '20 s', '30 s', '40 s', '50 s']);
  for (const { name, values } of calls.filter((call) =>
    ['moveTo', 'lineTo', 'arc', 'fillRect', 'fillText'].includes(call.name),
  )) {
    const [x = Number.NaN, y = Number.NaN] = values.filter((value) => typeof value === 'number');
    expect.soft(x >= 0 && x <= WIDTH, `${name} at ${x}`).toBe(true);
    expect.soft(y >= 0 && y <= HEIGHT, `${name} at ${y}`).toBe(true);
  }
});

test('a fine screen gets as many pixels as it has', () => {
  const { canvas, calls } = paint(2);
  expect([canvas.width, canvas.height]).toEqual([2 * WIDTH, 2 * HEIGHT]);
  expect(calls.find(({ name }) => name === 'scale')?.values).toEqual([2, 2]);
});
