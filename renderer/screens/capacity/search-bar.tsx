// The progress of a search: a thin bar of its four parts, each as wide as it usually takes.
import type { CapacityRow, TrialNow } from '../../../shared/capacity/capacity-search.ts';
import { searchParts, type SearchPart } from '../../../shared/capacity/search-parts.ts';
import { formatPercent } from '../../../shared/format.ts';
import textCss from '../../ui/text.module.css';
import css from './search-bar.module.css';

export function SearchBar({ row, now }: { readonly row: CapacityRow; readonly now: TrialNow | null }) {
  return <PartsBar parts={searchParts(row.settings, row.trials, now)} />;
}

export function PartsBar({ parts }: { readonly parts: readonly SearchPart[] }) {
  const words = parts.map(({ name, done }) => `${name}: ${formatPercent(Math.round(done * 100) / 100)}`).join(', ');
  return (
    <>
      <p className={textCss['visually-hidden']}>Parts of the search. {words}</p>
      <div className={css['bar']} aria-hidden>
        {parts.map(({ name, usualS, done }) => (
          <span key={name} title={name} style={{ flexGrow: usualS }}>
            <span style={{ width: `${done * 100}%` }} />
          </span>
        ))}
      </div>
    </>
  );
}
