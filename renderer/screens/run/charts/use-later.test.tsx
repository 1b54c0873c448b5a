// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLater } from './use-later.ts';

const FRAMES = 2;
const LATER_MS = 32;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function Shown({ value, isOver }: { readonly value: number; readonly isOver: boolean }) {
  return useLater(value, FRAMES, () => isOver);
}

function mount() {
  const place = document.createElement('div');
  const root = createRoot(place);
  const show = (value: number, isOver = false): string | null => {
    act(() => root.render(<Shown value={value} isOver={isOver} />));
    return place.textContent;
  };
  const wait = (ms: number): string | null => {
    act(() => void vi.advanceTimersByTime(ms));
    return place.textContent;
  };
  return { show, wait, end: () => act(() => root.unmount()) };
}

test('the first value is shown at once, and later ones after some frames', () => {
  const { show, wait, end } = mount();
  expect(show(1)).toBe('1');
  wait(LATER_MS);
  expect(show(2)).toBe('1');
  expect(wait(LATER_MS - 1)).toBe('1');
  expect(wait(1)).toBe('2');
  end();
});

test('values that come faster than the wait do not delay it', () => {
  const { show, wait, end } = mount();
  show(1);
  wait(LATER_MS);
  const seen = [2, 3, 4, 5].map((value) => {
    show(value);
    return wait(LATER_MS - 12);
  });
  expect(seen).toEqual(['1', '3', '3', '5']);
  end();
});

test('urgent values are shown at once', () => {
  const { show, end } = mount();
  show(1);
  expect(show(2, true)).toBe('2');
  end();
});

test('nothing happens after it is removed', () => {
  const { show, end } = mount();
  show(1);
  show(2);
  end();
  expect(vi.getTimerCount()).toBe(0);
});
