// A body as text. A selected part can be extracted or checked.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../../shared/format.ts';
import type { TriedResponse } from '../../../shared/try-once.ts';
import { betweenOf, type PressedValue } from './pressed-value.ts';
import type { ValueActions } from './value-actions.ts';
import { ValueMenu } from './value-menu.tsx';
import css from './exchange-view.module.css';
import { shorten } from '../../../shared/shorten.ts';

/** Laying out a longer text would block the window. */
const SHOWN_AT_FIRST = 256 * 1024;

interface BodyTextProps {
  readonly response: TriedResponse;
  readonly actions: ValueActions;
}

export function BodyText({ response: { body, bodyBytes, isCut }, actions }: BodyTextProps) {
  const pre = useRef<HTMLPreElement>(null);
  const [isWhole, setWhole] = useState(false);
  const [selected, setSelected] = useState<PressedValue | null>(null);
  useEffect(() => {
    // The last selection is kept, because the focus may move to the field for its name.
    const handle = (): void => setSelected((before) => selectionIn(pre.current, body ?? '') ?? before);
    document.addEventListener('selectionchange', handle);
    return () => document.removeEventListener('selectionchange', handle);
  }, [body]);
  if (body === null) return <p className={css['none']}>{formatBytes(bodyBytes)} that are not text.</p>;
  if (body === '') return <p className={css['none']}>The body is empty.</p>;
  const isLong = body.length > SHOWN_AT_FIRST;
  const shown = isLong && !isWhole ? body.slice(0, SHOWN_AT_FIRST) : body;
  return (
    <div className={css['text']}>
      {selected !== null && (
        <div className={css['selected']}>
          <ValueMenu pressed={selected} actions={actions}>
            <Button size="xs">Use “{shorten(selected.kind === 'text' ? selected.value : '', 32)}”</Button>
          </ValueMenu>
        </div>
      )}
      <pre ref={pre}>{shown}</pre>
      {isLong && !isWhole && (
        <Button size="xs" onClick={() => setWhole(true)}>
          Show all
        </Button>
      )}
      {isCut && (!isLong || isWhole) && (
        <p className={css['none']}>
          The first {formatBytes(body.length)} of {formatBytes(bodyBytes)}: more is not kept.
        </p>
      )}
    </div>
  );
}

function selectionIn(pre: HTMLElement | null, body: string): PressedValue | null {
  const selection = getSelection();
  if (pre === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (range.startContainer !== range.endContainer || !pre.contains(range.startContainer)) return null;
  const value = body.slice(range.startOffset, range.endOffset);
  const between = betweenOf(body, range.startOffset, range.endOffset);
  return between === null || value.trim() === '' ? null : { kind: 'text', value, between };
}
