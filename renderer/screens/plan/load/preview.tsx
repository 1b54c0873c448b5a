// What the draft will send: beside the editor, or folded to a strip above the load model.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useId } from 'react';
import { NO_VALUE } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { ComputerFit } from './computer-fit.tsx';
import { LoadCurveChart } from './load-curve.tsx';
import { loadCurve, loadFigures, type LoadFigure } from './load-figures.ts';
import { planCommand } from '../plan-file.ts';
import previewCss from './preview.module.css';
import planScreenCss from '../plan-screen.module.css';

const NO_FIGURES: readonly LoadFigure[] = ['Requests', 'Lasts', 'Peak', 'In flight at most'].map((label) => ({
  label,
  value: NO_VALUE,
}));

interface PreviewProps {
  /** Null while the load model is faulty. */
  readonly plan: Plan | null;
}

interface PreviewAsideProps extends PreviewProps {
  readonly planName: string;
  /** The draft whole where it is sound, else as `plan`. */
  readonly sent: Plan | null;
}

export function PreviewAside({ plan, planName, sent }: PreviewAsideProps) {
  const titleId = useId();
  return (
    <aside className={previewCss['preview']} aria-labelledby={titleId}>
      <section className={previewCss['preview-part']}>
        <h2 id={titleId}>
          What this will send <span className={planScreenCss['plan-heading-note']}>{curveUnit(plan)}</span>
        </h2>
        <Curve plan={plan} width={288} height={144} />
      </section>
      <section className={previewCss['preview-part']}>
        <Figures plan={plan} />
      </section>
      {sent !== null && (
        <div className={previewCss['preview-part']}>
          <ComputerFit plan={sent} />
        </div>
      )}
      <section className={previewCss['preview-part']}>
        <Command planName={planName} />
      </section>
    </aside>
  );
}

export function PreviewStrip({ plan }: PreviewProps) {
  return (
    <section className={previewCss['preview-strip']} aria-label="What this will send">
      <Curve plan={plan} width={224} height={96} />
      <Figures plan={plan} />
    </section>
  );
}

export function Command({ planName }: { readonly planName: string }) {
  const command = planCommand(planName);
  return (
    <div className="preview-command">
      <h2>
        As a command
        <Tooltip label="Copy">
          <ActionIcon aria-label="Copy the command" onClick={() => void copyText(command)}>
            <IconCopy size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </h2>
      <code className="mono">{command}</code>
      <p className="plan-hint">Download the file in the JSON view.</p>
    </div>
  );
}

function Curve({ plan, width, height }: PreviewProps & { readonly width: number; readonly height: number }) {
  if (plan !== null) return <LoadCurveChart curve={loadCurve(plan)} width={width} height={height} />;
  return (
    <p className={previewCss['preview-empty']} data-strip={height < 100 ? '' : undefined}>
      Fix the load model to see what it will send.
    </p>
  );
}

function Figures({ plan }: PreviewProps) {
  const figures = plan === null ? NO_FIGURES : loadFigures(plan);
  return (
    <dl className={previewCss['preview-figures']}>
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function curveUnit(plan: Plan | null): string {
  if (plan === null) return '';
  return plan.load.model === 'open' ? 'arrivals a second' : 'virtual users';
}
