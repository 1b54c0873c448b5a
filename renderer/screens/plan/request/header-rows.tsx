// The headers that a step sends beside those of Onrush itself.
import type { PlacedStep } from '../draft/step-place.ts';
import { PairRows } from './pair-rows.tsx';
import { useRowRemoval, useStepChange } from './use-step-change.ts';

export function HeaderRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const change = useStepChange(place);
  const removeRow = useRowRemoval(place);

  function handleRemove(index: number): void {
    const name = draft.headers[index]?.name.trim() ?? '';
    removeRow('headers', index, name === '' ? 'Removed a header.' : `Removed header “${name}”.`);
  }

  return (
    <PairRows
      kind="Header"
      path={`${place.path}.headers`}
      rows={draft.headers}
      onWrite={(index, row) =>
        change((step) => ({ ...step, headers: [...step.headers.slice(0, index), row, ...step.headers.slice(index + 1)] }))
      }
      onRemove={handleRemove}
    />
  );
}
