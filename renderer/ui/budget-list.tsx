// The budgets of a step, each with a mark that says whether it was met.
import type { StepBudget } from '../../shared/step-budgets.ts';
import css from './budget-list.module.css';
import textCss from './text.module.css';

export function BudgetList({ budgets }: { readonly budgets: readonly StepBudget[] }) {
  return (
    <span className={css['budgets']}>
      {budgets.map(({ limit, isMet, words }) => (
        <span key={words} title={words} data-bad={isMet ? undefined : ''}>
          <span aria-hidden>{isMet ? '✓' : '✕'}</span> <span>{limit}</span>
          <span className={textCss['visually-hidden']}>{isMet ? ' met' : ' not met'}</span>
        </span>
      ))}
    </span>
  );
}
