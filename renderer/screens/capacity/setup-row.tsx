// One line of the set-up: what it is about, and what is chosen.
import type { ReactNode } from 'react';
import css from './setup.module.css';

export function SetupRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={css['row']} aria-label={label}>
      <h2>{label}</h2>
      <div>{children}</div>
    </section>
  );
}
