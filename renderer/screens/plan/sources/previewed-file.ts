// A data file of the draft in the form in which the host is queried, and the columns of files that were read. Pure.
import { previewKey, type PreviewedFile, type ReadPreview } from '../../../host/data-previews.ts';
import type { DataDraft } from '../draft/draft-sources.ts';
import type { KnownColumns } from '../draft/name-index.ts';

export function previewedFile({ file, delimiter }: DataDraft, planId: string | null): PreviewedFile {
  return { planId, file: file.trim(), delimiter: delimiter === '' ? null : delimiter };
}

export function columnsOf(
  data: readonly DataDraft[],
  planId: string | null,
  previews: ReadonlyMap<string, ReadPreview>,
): KnownColumns {
  return new Map(
    data.flatMap((set): [string, readonly string[]][] => {
      const found = previews.get(previewKey(previewedFile(set, planId)));
      return found?.state === 'read' ? [[set.file.trim(), found.preview.columns]] : [];
    }),
  );
}

/** The rows of the only data file; null if there are several, or if it was not read to its end. */
export function rowCountOf(
  data: readonly DataDraft[],
  planId: string | null,
  previews: ReadonlyMap<string, ReadPreview>,
): number | null {
  const [only, more] = data;
  if (only === undefined || more !== undefined) return null;
  const found = previews.get(previewKey(previewedFile(only, planId)));
  return found?.state === 'read' ? found.preview.rowCount : null;
}
