// Where values come from that no step makes: variables, secrets, data files, chance.
import type { Draft } from '../draft/draft.ts';
import { DataFiles } from './data-files.tsx';
import { RandomSeed } from './random-seed.tsx';
import { SecretRows } from './secret-rows.tsx';
import css from './sources-view.module.css';
import { VariableTable } from './variable-table.tsx';

export function SourcesView({ draft, planId }: { readonly draft: Draft; readonly planId: string | null }) {
  return (
    <div className={css['sources']}>
      <VariableTable draft={draft} />
      <SecretRows draft={draft} />
      <DataFiles draft={draft} planId={planId} />
      <RandomSeed />
    </div>
  );
}
