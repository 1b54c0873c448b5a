// One setting of a scenario: its label, and its control with an explanation.
import type { ReactNode } from 'react';
import css from './scenario-panel.module.css';

export function Setting({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css['setting']}>
      <span className={css['label']}>{label}</span>
      <div>{children}</div>
    </div>
  );
}
