// Changed but unsaved plans, in their own file, so that they survive the page and the program. It does not know their
// content.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { KeptDraft } from '../../shared/window-commands.ts';
import { logError } from '../system/log.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

const MOST_CHARACTERS = 20_000_000;

export class Drafts {
  readonly #folder: string;
  #kept: Map<string, unknown> | null = null;

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
  }

  list(): readonly KeptDraft[] {
    return [...this.#drafts()].map(([planId, draft]) => ({ planId, draft }));
  }

  /** If `draft` is null, the draft is removed. @throws UserError write_failed */
  keep(planId: string, draft: unknown): void {
    const drafts = new Map(this.#drafts());
    if (draft !== null && draft !== undefined) drafts.set(planId, draft);
    else if (!drafts.delete(planId)) return;
    const text = JSON.stringify(Object.fromEntries(drafts));
    if (text.length > MOST_CHARACTERS)
      throw new UserError('write_failed', 'The unsaved plans are too large to be kept together. Save some of them.');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writePrivateFile(this.#path, text);
    this.#kept = drafts;
  }

  get #path(): string {
    return join(this.#folder, 'drafts.json');
  }

  /** A draft that cannot be read is skipped: the saved plans are not affected. */
  #drafts(): ReadonlyMap<string, unknown> {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  #read(): Map<string, unknown> {
    try {
      const drafts: unknown = JSON.parse(readPrivateFile(this.#path) ?? '{}');
      return new Map(Object.entries(typeof drafts === 'object' && drafts !== null ? drafts : {}));
    } catch (error) {
      logError('Reading the unsaved plans', error);
      return new Map();
    }
  }
}
