// A page as a browser shows it, in a frame that executes and loads nothing. Pressing an element offers to extract it.
import { useRef, useState } from 'react';
import { useLatest } from '../../ui/use-latest.ts';
import type { HtmlPage } from './html-elements.ts';
import type { PressedValue } from './pressed-value.ts';
import type { ValueActions } from './value-actions.ts';
import { ValueMenu } from './value-menu.tsx';
import css from './html-view.module.css';

interface HtmlPreviewProps {
  readonly page: HtmlPage;
  readonly actions: ValueActions;
}

interface Spot {
  readonly index: number;
  readonly pressed: PressedValue;
  /** CSS px within the frame. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

export function HtmlPreview({ page, actions }: HtmlPreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const latest = useLatest(page);

  function handleLoad(): void {
    const shown = frame.current?.contentDocument;
    shown?.addEventListener('click', (event) => {
      event.preventDefault();
      setSpot(spotOf(event.target, latest()));
    });
    shown?.addEventListener('submit', (event) => event.preventDefault());
    shown?.addEventListener('scroll', () => setSpot(null), { passive: true });
  }

  return (
    <div className={css['preview']}>
      {/* Without scripts, but of the same origin, so that presses in it can be observed. */}
      <iframe ref={frame} title="The page" sandbox="allow-same-origin" srcDoc={page.shown} onLoad={handleLoad} />
      {spot !== null && (
        <ValueMenu key={spot.index} pressed={spot.pressed} actions={actions} opensAtOnce>
          <button type="button" className={css['spot']} style={spot.box} aria-label="What was pressed" />
        </ValueMenu>
      )}
    </div>
  );
}

/** The frame has its own window and classes, so instanceof cannot be used. */
function spotOf(target: EventTarget | null, page: HtmlPage): Spot | null {
  if (target === null || !('closest' in target) || typeof target.closest !== 'function') return null;
  const element: unknown = target.closest('[data-onrush]');
  if (typeof element !== 'object' || element === null || !('getBoundingClientRect' in element) || !('getAttribute' in element))
    return null;
  if (typeof element.getBoundingClientRect !== 'function' || typeof element.getAttribute !== 'function') return null;
  const index = Number(element.getAttribute('data-onrush'));
  const pressed = page.press(index);
  const { left, top, width, height } = element.getBoundingClientRect();
  return pressed === null ? null : { index, pressed, box: { left, top, width, height } };
}
