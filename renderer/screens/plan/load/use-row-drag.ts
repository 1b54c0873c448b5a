// Moves a row of a short list by its handle, with the pointer or the arrow keys. Escape cancels. It does not know the rows.
import { useState, type KeyboardEvent, type PointerEvent } from 'react';

interface RowDrag {
  readonly from: number;
  /** The index at which it would be dropped. */
  readonly to: number;
}

export function useRowDrag(count: number, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);

  function handleMove(event: PointerEvent<HTMLElement>): void {
    const rows = [...(event.currentTarget.closest('ol')?.children ?? [])];
    if (drag === null) return;
    const at = rows.findIndex((row) => event.clientY < row.getBoundingClientRect().bottom);
    const to = at === -1 ? count - 1 : at;
    if (to !== drag.to) setDrag({ ...drag, to });
  }

  function handleUp(): void {
    if (drag !== null && drag.to !== drag.from) onMove(drag.from, drag.to);
    setDrag(null);
  }

  function handleKey(event: KeyboardEvent<HTMLElement>, index: number): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.key === 'Escape' && drag !== null) setDrag(null);
    else if (by !== 0) {
      event.preventDefault();
      const to = index + by;
      if (to < 0 || to >= count) return;
      const rows = event.currentTarget.closest('ol')?.children ?? [];
      onMove(index, to);
      rows[to]?.querySelector<HTMLElement>('[data-handle]')?.focus();
    }
  }

  return {
    /** For the handle of a row. */
    handlers: (index: number) => ({
      onPointerDown(event: PointerEvent<HTMLElement>): void {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: index, to: index });
      },
      onPointerMove: handleMove,
      onPointerUp: handleUp,
      onPointerCancel: () => setDrag(null),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => handleKey(event, index),
    }),
    isDragged: (index: number): boolean => drag?.from === index,
    /** The side of a row at which the line shows where the dragged row would go. */
    lineAt(index: number): 'above' | 'below' | undefined {
      if (drag === null || drag.to === drag.from || drag.to !== index) return undefined;
      return drag.to > drag.from ? 'below' : 'above';
    },
  };
}
