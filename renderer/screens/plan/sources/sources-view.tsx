// Where values come from that no step makes: variables, secrets, data files.
import type { Draft } from '../draft/draft.ts';
import { DataFiles } from './data-files.tsx';
import { SecretRows } from './secret-rows.tsx';
import css from './sources-view.module.css';
import { VariableTable } from './variable-table.tsx';

export function SourcesView({ draft }: { readonly draft: Draft }) {
  return (
    <div className={css['sources']}>
      <VariableTable draft={draft} />
      <SecretRows draft={draft} />
      <DataFiles draft={draft} />
    </div>
  );
}
