// The window on the overview: created by a drag, moved, resized at its ends, by pointer and by keys; a double click selects the
// whole run.
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { xOf, type Plot } from '../../../charts/plot.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { movedWindow, roundEndWindow, roundWindow, windowWords, zoomStep } from '../../../charts/zoom.ts';
import css from './finished-run.module.css';

interface BrushProps {
  readonly plot: Plot;
  /** Null for the whole run. */
  readonly window: TimeDomain | null;
  readonly onWindow: (window: TimeDomain | null) => void;
}

type Grip = 'from' | 'to' | 'all';

interface Drag {
  readonly grip: Grip | 'new';
  /** The time under the pointer when it was pressed, and the window at that moment. */
  readonly since: number;
  readonly before: TimeDomain;
}

const HANDLE = 7;
/** The step of the keys as a share of the run; with Shift it is ten times as large. */
const KEY_SHARE = 1 / 200;

export function Brush({ plot, window, onWindow }: BrushProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const { domain } = plot;
  const shown = window ?? domain;
  const step = zoomStep(domain, plot.width);
  const left = xOf(plot, shown.from);
  const right = xOf(plot, shown.to);
  const timeAt = (event: PointerEvent<HTMLDivElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return domain.from + ((x - plot.left) / plot.width) * (domain.to - domain.from);
  };
  const change = (next: TimeDomain | null): void => {
    if (next !== null) onWindow(next.from <= domain.from && next.to >= domain.to ? null : next);
  };
  const handleDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setDrag({ grip: gripAt(x, left, right, window !== null), since: timeAt(event), before: shown });
  };
  const handleMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag !== null) change(draggedWindow(drag, timeAt(event), step, domain));
  };
  const handleKey = (grip: Grip, event: KeyboardEvent): void => {
    const by = keyStep(event, step, domain);
    if (by === null) return;
    event.preventDefault();
    change(grippedWindow(grip, shown, by, step, domain));
  };
  return (
    <div
      data-testid="brush"
      className={`${css['brush']}${drag === null ? '' : ' is-dragged'}`}
      style={{ left: 0, right: 0, top: plot.top, height: plot.height }}
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerUp={() => setDrag(null)}
      onDoubleClick={() => onWindow(null)}
    >
      <div
        className={`${css['brush-window']}${window === null ? ' is-all' : ''}`}
        style={{ left, width: Math.max(1, right - left) }}
      >
        {(['from', 'all', 'to'] as const).map((grip) => (
          <input
            key={grip}
            type="range"
            className={`${css['brush-grip']} is-${grip}`}
            aria-label={GRIP_LABEL[grip]}
            min={domain.from}
            max={domain.to}
            step="any"
            value={grip === 'to' ? shown.to : shown.from}
            aria-valuetext={windowWords(shown)}
            onChange={() => undefined}
            onKeyDown={(event) => handleKey(grip, event)}
          />
        ))}
      </div>
    </div>
  );
}

const GRIP_LABEL: Readonly<Record<Grip, string>> = {
  from: 'Start of the window',
  all: 'Window',
  to: 'End of the window',
};

function gripAt(x: number, left: number, right: number, hasWindow: boolean): Drag['grip'] {
  if (!hasWindow) return 'new';
  if (Math.abs(x - left) <= HANDLE && x < (left + right) / 2 + 1) return 'from';
  if (Math.abs(x - right) <= HANDLE) return 'to';
  return x > left && x < right ? 'all' : 'new';
}

function draggedWindow({ grip, since, before }: Drag, time: number, step: number, domain: TimeDomain): TimeDomain | null {
  switch (grip) {
    case 'new':
      return roundWindow(since, time, step, domain);
    case 'from':
      return roundEndWindow(time, before.to, step, domain);
    case 'to':
      return roundEndWindow(time, before.from, step, domain);
    case 'all':
      return movedWindow(before, Math.round((time - since) / step) * step, domain);
  }
}

/** Null if the key moves nothing. */
function keyStep({ key, shiftKey }: KeyboardEvent, step: number, { from, to }: TimeDomain): number | null {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const by = Math.max(step, Math.round(((to - from) * KEY_SHARE) / step) * step) * (shiftKey ? 10 : 1);
  return key === 'ArrowLeft' ? -by : by;
}

function grippedWindow(grip: Grip, window: TimeDomain, by: number, step: number, domain: TimeDomain): TimeDomain | null {
  if (grip === 'all') return movedWindow(window, by, domain);
  return grip === 'from'
    ? roundEndWindow(Math.min(window.from + by, window.to - step), window.to, step, domain)
    : roundEndWindow(Math.max(window.to + by, window.from + step), window.from, step, domain);
}
