// The scroll position of a list of any length: see virtual-scroll.ts. Follows the scroll bar, the wheel, and requests for a row.
import { useCallback, useEffect, useRef, useState } from 'react';
import { barTop, furthest, listTop, ROW_HEIGHT, scrollHeight, TALLEST, type ScrollSize } from './virtual-scroll.ts';

export interface ListScroll {
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  readonly size: ScrollSize;
  /** How many px of the list are above the visible part. */
  readonly top: number;
  readonly handleScroll: () => void;
  readonly moveTo: (top: number) => void;
}

export function useListScroll(rows: number): ListScroll {
  const scroller = useRef<HTMLDivElement | null>(null);
  const [viewport, setViewport] = useState(0);
  const [top, setTop] = useState(0);
  /** A position that this code set itself, so its scroll event is ignored. */
  const placed = useRef(0);
  const size = { rows, viewport };
  const latest = useRef({ size, top });
  useEffect(() => {
    latest.current = { size, top };
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const moveTo = useCallback((to: number) => {
    const { size } = latest.current;
    const next = Math.min(Math.max(0, to), furthest(size));
    latest.current = { size, top: next };
    setTop(next);
    if (scroller.current === null) return;
    scroller.current.scrollTop = barTop(next, size);
    placed.current = scroller.current.scrollTop;
  }, []);
  useEffect(() => {
    const element = scroller.current;
    const handleWheel = (event: WheelEvent): void => {
      // As long as a px of the bar is a px of the list, the browser scrolls better than this code could.
      if (latest.current.size.rows * ROW_HEIGHT <= TALLEST || event.ctrlKey) return;
      event.preventDefault();
      moveTo(latest.current.top + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? ROW_HEIGHT : 1));
    };
    element?.addEventListener('wheel', handleWheel, { passive: false });
    return () => element?.removeEventListener('wheel', handleWheel);
  }, [moveTo]);
  const handleScroll = useCallback(() => {
    const at = scroller.current?.scrollTop ?? 0;
    if (Math.abs(at - placed.current) < 1) return;
    placed.current = at;
    setTop(listTop(at, latest.current.size));
  }, []);
  return { scroller, size, top: Math.min(top, furthest(size)), handleScroll, moveTo };
}

export function sizerHeight(size: ScrollSize): number {
  return Math.max(size.viewport, scrollHeight(size));
}
