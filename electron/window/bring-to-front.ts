// Shows the window to the person, wherever it is: hidden, minimised, or behind others.
import type { BrowserWindow } from 'electron';

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
