// What the draft will send, as a curve, and the command that sends it.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { useInfo } from '../../../host/host-state.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { LoadCurveChart } from './load-curve.tsx';
import { loadCurve } from './load-figures.ts';
import { partCommands, planCommand } from '../../../../shared/plan-command.ts';
import previewCss from './preview.module.css';
import planScreenCss from '../plan-screen.module.css';
import textCss from '../../../ui/text.module.css';

interface PreviewProps {
  /** Null while the load model has problems. */
  readonly plan: Plan | null;
}

export function SentPreview({ plan }: PreviewProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId}>
        What this will send <span className={planScreenCss['plan-heading-note']}>{curveUnit(plan)}</span>
      </h2>
      <Curve plan={plan} width={340} height={200} />
    </section>
  );
}

export function Command({ planName }: { readonly planName: string }) {
  const start = useInfo()?.command ?? 'onrush';
  const [now, setNow] = useState(() => Date.now());
  const command = planCommand(start, planName);
  const { senders, join } = partCommands(start, planName, now);
  return (
    <div className={previewCss['preview-command']}>
      <h2>
        As a command
        <Tooltip label="Copy">
          <ActionIcon aria-label="Copy the command" onClick={() => void copyText(command)}>
            <IconCopy size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </h2>
      <code className={textCss['mono']}>{command}</code>
      <p className={planScreenCss['plan-hint']}>Download the file in the JSON view.</p>
      <details className={planScreenCss['plan-hint']} onToggle={() => setNow(Date.now())}>
        <summary>From five computers</summary>
        <p>
          Each sends a fifth of the plan, from the same moment on, and keeps it as a file; merge joins the five files to one run.
        </p>
        <code className={textCss['mono']}>
          {senders.map((lines) => (
            <span key={lines[0]} className={previewCss['preview-part']}>
              {lines.join('\n')}
            </span>
          ))}
          <span className={previewCss['preview-part']}>{join}</span>
        </code>
      </details>
    </div>
  );
}

function Curve({ plan, width, height }: PreviewProps & { readonly width: number; readonly height: number }) {
  if (plan !== null) return <LoadCurveChart curve={loadCurve(plan)} width={width} height={height} />;
  return <p className={previewCss['preview-empty']}>Fix the load model to see what it will send.</p>;
}

function curveUnit(plan: Plan | null): string {
  if (plan === null) return '';
  return plan.load.model === 'open' ? 'arrivals a second' : 'virtual users';
}
