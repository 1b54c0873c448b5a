// The changes and pauses of the run, newest first.
import { IconAdjustmentsHorizontal, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { memo } from 'react';
import type { Annotation } from '../../../../shared/annotation.ts';
import { formatClock } from '../../../../shared/format.ts';
import { describeAnnotation } from '../../../../shared/plan/load-change.ts';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';

export const Events = memo(function Events({ annotations }: { readonly annotations: readonly Annotation[] }) {
  if (annotations.length === 0) return null;
  return (
    <Section title="Events">
      {annotations.toReversed().map((annotation) => {
        const Icon = ICON[annotation.kind];
        return (
          <div className={css['outcome']} key={`${annotation.at} ${annotation.kind}`}>
            <Icon size={14} aria-hidden />
            <span>{describeAnnotation(annotation)}</span>
            <span className={css['outcome-share']}>{formatClock(annotation.at, true)}</span>
          </div>
        );
      })}
    </Section>
  );
});

const ICON: Readonly<Record<Annotation['kind'], typeof IconPlayerPause>> = {
  paused: IconPlayerPause,
  resumed: IconPlayerPlay,
  level: IconAdjustmentsHorizontal,
};
