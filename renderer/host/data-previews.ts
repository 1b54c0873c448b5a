// The beginnings of the data files of plans, as they were last read. They are kept while the window is open.
import { useEffect } from 'react';
import type { DataPreview } from '../../shared/data-preview.ts';
import { call } from './client.ts';
import { createStore, useStore } from './store.ts';

export interface PreviewedFile {
  readonly planId: string | null;
  readonly file: string;
  /** null: the one that the first line uses. */
  readonly delimiter: string | null;
}

export type ReadPreview =
  | { readonly state: 'read'; readonly preview: DataPreview }
  | { readonly state: 'refused'; readonly message: string };

type Previews = ReadonlyMap<string, ReadPreview>;

/** Paths are typed letter by letter, so reading waits this long. In ms. */
const READ_AFTER_MS = 300;
const previews = createStore<Previews>(new Map());

export function previewKey({ planId, file, delimiter }: PreviewedFile): string {
  return JSON.stringify([planId, file, delimiter]);
}

/** By `previewKey`; files that have not been read yet are left out. */
export function useDataPreviews(files: readonly PreviewedFile[]): Previews {
  const key = JSON.stringify(files);
  useEffect(() => {
    const asked: readonly PreviewedFile[] = JSON.parse(key);
    const timer = setTimeout(() => void Promise.all(asked.map(readPreview)), previews.get().size === 0 ? 0 : READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return useStore(previews, (all) => all);
}

async function readPreview(one: PreviewedFile): Promise<void> {
  if (one.file.trim() === '') return;
  const read = await call('plans.previewData', { ...one, file: one.file.trim() });
  const next: ReadPreview = read.ok
    ? { state: 'read', preview: read.value }
    : { state: 'refused', message: read.failure.message };
  const before = previews.get().get(previewKey(one));
  // If the result is unchanged, nothing is rendered.
  if (JSON.stringify(before) !== JSON.stringify(next)) previews.set(new Map(previews.get()).set(previewKey(one), next));
}
