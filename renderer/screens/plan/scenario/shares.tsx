// The bar of all scenarios that share the load, with this one highlighted, and the same in words.
import { useDraftForm } from '../draft/draft-form.tsx';
import { scenarioShare } from '../draft/scenario-changes.ts';
import { previewedPlan } from '../load/previewed-plan.ts';
import { shareWords } from './share-words.ts';
import css from './scenario-panel.module.css';
import planScreenCss from '../plan-screen.module.css';

export function Shares({ index }: { readonly index: number }) {
  const draft = useDraftForm().values;
  const shares = draft.scenarios.map((_, at) => scenarioShare(draft, at));
  if ((shares[index] ?? null) === null) return null;
  return (
    <>
      <span className={css['shares']} aria-hidden>
        {shares.map((share, at) => (
          <span key={at} data-own={at === index ? '' : undefined} style={{ flexGrow: share ?? 0 }} />
        ))}
      </span>
      <p className={planScreenCss['plan-hint']}>
        {shareWords(
          draft.scenarios.map(({ name }, at) => ({ name, share: shares[at] ?? null })),
          index,
          previewedPlan(draft),
        )}
      </p>
    </>
  );
}
