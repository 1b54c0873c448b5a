// What was done to the run while it went on, newest first.
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { ANNOTATION_LABEL, type Annotation } from '../../../shared/annotation.ts';
import { formatClock } from '../../../shared/format.ts';
import { Section } from './panel-section.tsx';

export function Events({ annotations }: { readonly annotations: readonly Annotation[] }) {
  if (annotations.length === 0) return null;
  return (
    <Section title="Events">
      {annotations.toReversed().map(({ at, kind }) => (
        <div className="outcome" key={`${at} ${kind}`}>
          {kind === 'paused' ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
          <span>{ANNOTATION_LABEL[kind]}</span>
          <span className="outcome-share">{formatClock(at, true)}</span>
        </div>
      ))}
    </Section>
  );
}
