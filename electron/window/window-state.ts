// The position and size of the window, and the folder that was chosen last: kept for the next start, and moved back to a screen
// that exists.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { logError } from '../system/log.ts';
import { writePrivateFile } from '../app/private-file.ts';

interface WindowState {
  readonly bounds: Rectangle | null;
  readonly isMaximized: boolean;
  /** The folder of the last file that was saved or opened. */
  readonly folder: string | null;
}

const NOTHING: WindowState = { bounds: null, isMaximized: false, folder: null };
const USUAL = { width: 1440, height: 900 };
export const SMALLEST = { width: 800, height: 560 };
/** At least this much of the title bar is visible, so that the window can be dragged. */
const SEEN_PX = 100;

export class StateFile {
  readonly #path: string;
  #state: WindowState;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'window.json');
    this.#state = read(this.#path);
  }

  get folder(): string | null {
    return this.#state.folder;
  }

  get isMaximized(): boolean {
    return this.#state.isMaximized;
  }

  /** For a new window: the previous bounds if they are still on a screen, otherwise the usual ones, no larger than the screen. */
  get bounds(): Partial<Rectangle> {
    const { bounds } = this.#state;
    if (bounds === null) return clamped(USUAL, screen.getPrimaryDisplay().workAreaSize);
    const area = screen.getDisplayMatching(bounds).workArea;
    const size = clamped(bounds, area);
    if (!isSeen(bounds, area)) return size;
    // What is now as wide or as high as its screen begins where that begins.
    const x = size.width < bounds.width ? area.x : bounds.x;
    const y = size.height < bounds.height ? area.y : bounds.y;
    return { ...size, x, y };
  }

  keepFolder(folder: string): void {
    this.#write({ ...this.#state, folder });
  }

  /** Stores the state at each close. Code that ends the program without a close stores it first. */
  follow(window: BrowserWindow): void {
    window.on('close', () => this.keep(window));
  }

  keep(window: BrowserWindow): void {
    const bounds = window.getNormalBounds();
    this.#write({ ...this.#state, bounds, isMaximized: window.isMaximized() });
  }

  #write(state: WindowState): void {
    this.#state = state;
    try {
      writePrivateFile(this.#path, JSON.stringify(state));
    } catch (error) {
      logError('Keeping the place of the window', error);
    }
  }
}

function clamped(
  size: { readonly width: number; readonly height: number },
  area: { readonly width: number; readonly height: number },
) {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}

function isSeen(bounds: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return seen >= SEEN_PX && bounds.y >= area.y && bounds.y <= area.y + area.height - SEEN_PX;
}

function read(path: string): WindowState {
  try {
    const { bounds, isMaximized, folder }: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
    return {
      bounds: isRectangle(bounds) ? bounds : null,
      isMaximized: isMaximized === true,
      folder: typeof folder === 'string' && folder !== '' ? folder : null,
    };
  } catch {
    // At the first start there is no file, and a damaged one is no loss.
    return NOTHING;
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const sides: Record<string, unknown> = { ...value };
  const isWhole = ['x', 'y', 'width', 'height'].every((side) => Number.isSafeInteger(sides[side]));
  return isWhole && Number(sides['width']) >= SMALLEST.width && Number(sides['height']) >= SMALLEST.height;
}
