// One section of the panel beside the charts.
import type { ReactNode } from 'react';
import css from '../run-panel.module.css';

interface SectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, note, children }: SectionProps) {
  return (
    <section>
      <div className={css['panel-head']}>
        <h2>{title}</h2>
        <span>{note}</span>
      </div>
      {children}
    </section>
  );
}
