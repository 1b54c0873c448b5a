// Which of many requests are drawn: those on the screen and a few around them, because a long recording has thousands. Pure.
import type { ImportGroup, ImportRow } from './import-rows.ts';

/** The heights must equal those of the style sheet. */
export const ROW_HEIGHT = 44;
export const HEAD_HEIGHT = 30;
/** Up to this number, all rows are drawn. */
const FEW_ROWS = 200;
/** Rows are drawn this far beyond the screen, so that keys and the wheel find them there. In pixels. */
const AROUND = 10 * ROW_HEIGHT;

export interface ShownGroup {
  readonly group: ImportGroup;
  readonly hasHead: boolean;
  readonly rows: readonly ImportRow[];
}

export interface ShownRows {
  /** The height of the rows that are not drawn, in pixels. */
  readonly above: number;
  readonly groups: readonly ShownGroup[];
  readonly below: number;
}

/** `top` and `height` describe the visible part, in pixels. */
export function shownRows(groups: readonly ImportGroup[], top: number, height: number): ShownRows {
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const from = total <= FEW_ROWS ? -Infinity : top - AROUND;
  const to = total <= FEW_ROWS ? Infinity : top + height + AROUND;
  const shown: ShownGroup[] = [];
  let at = 0;
  let above = 0;
  let drawn = 0;
  for (const group of groups) {
    const head = group.name === '' ? 0 : HEAD_HEIGHT;
    const hasHead = head > 0 && at + head > from && at < to;
    const first = Math.max(0, Math.floor((from - at - head) / ROW_HEIGHT));
    const rows = group.rows.slice(first, Math.max(first, Math.ceil((to - at - head) / ROW_HEIGHT)));
    if (hasHead || rows.length > 0) {
      if (shown.length === 0) above = at + (hasHead ? 0 : head + first * ROW_HEIGHT);
      shown.push({ group, hasHead, rows });
      drawn += (hasHead ? head : 0) + rows.length * ROW_HEIGHT;
    }
    at += head + group.rows.length * ROW_HEIGHT;
  }
  return { above, groups: shown, below: Math.max(0, at - above - drawn) };
}
