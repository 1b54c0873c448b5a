// The query of the URL as rows: the URL is what is kept, so that both always say the same.
import { useWrite } from '../draft/draft-form.tsx';
import { queryRows, withQueryRow } from '../draft/query-rows.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { PairRows } from './pair-rows.tsx';

export function ParamRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const write = useWrite();
  return (
    <PairRows
      kind="Parameter"
      path={`${place.path}.params`}
      rows={queryRows(draft.url)}
      onWrite={(index, row) => write(`${place.path}.url`, withQueryRow(draft.url, index, row))}
      onRemove={(index) => write(`${place.path}.url`, withQueryRow(draft.url, index, null))}
    />
  );
}
