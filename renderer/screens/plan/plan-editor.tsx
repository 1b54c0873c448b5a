// One plan being written: header, request, load model, thresholds and timeouts, with the preview beside or between.
import './plan-fields.module.css';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { PlanRow } from '../../../shared/run.ts';
import { ComputerFit } from './load/computer-fit.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { countFaults, placeFaults } from './draft/draft-faults.ts';
import { DraftFormProvider, FaultContext } from './draft/draft-form.tsx';
import { JsonView } from './json-view.tsx';
import { LoadModelFields } from './load/load-model.tsx';
import { PlanHeader } from './plan-header.tsx';
import { PlanList } from './plan-list.tsx';
import { Command, PreviewAside, PreviewStrip } from './load/preview.tsx';
import { previewedPlan } from './load/previewed-plan.ts';
import { RemovalContext, useNewRemoval } from './draft/removal.ts';
import { RequestLine } from './request/request-line.tsx';
import { StepList } from './request/step-list.tsx';
import { RequestTabs } from './request/request-tabs.tsx';
import { ThresholdRows } from './threshold-rows.tsx';
import { TimeoutFields } from './timeout-fields.tsx';
import { usePlanEditing } from './use-plan-editing.ts';
import css from './plan-editor.module.css';
import { classes } from '../../ui/classes.ts';
import { MEDIA } from '../../ui/breakpoints.ts';

interface PlanEditorProps {
  readonly planId: string;
  /** Null for a plan that was never saved. */
  readonly row: PlanRow | null;
}

export function PlanEditor({ planId, row }: PlanEditorProps) {
  const editing = usePlanEditing(planId, row);
  const remove = useNewRemoval(planId, editing.form);
  // The list of steps takes the room that the preview has beside a plan of one step.
  const isNarrow = useMedia(editing.steps.length > 1 ? MEDIA.belowSpacious : MEDIA.belowDesktop);
  const hasPicker = useMedia(MEDIA.belowMedium);
  useShortcuts({
    'plan.run': () => void editing.handleRun(),
    'plan.try': editing.handleTry,
    'plan.save': () => void editing.handleSave(),
    'plan.json': editing.toggleJson,
    'plan.duplicate': editing.handleDuplicate,
  });
  const preview = previewedPlan(editing.draft);
  const sent = editing.judged.plan ?? preview;
  return (
    <DraftFormProvider form={editing.form}>
      <FaultContext value={editing.shown}>
        <PlanHeader
          draft={editing.draft}
          planId={planId}
          savedAt={row?.savedAt ?? null}
          isChanged={editing.isChanged}
          isJson={editing.isJson}
          hasPicker={hasPicker}
          onJson={editing.toggleJson}
          onDiscard={editing.handleDiscard}
          onDuplicate={editing.handleDuplicate}
          onDelete={editing.handleDelete}
          onTry={editing.handleTry}
          onSave={() => void editing.handleSave()}
        />
        <RemovalContext value={remove}>
          <div className="plan">
            {!hasPicker && <PlanList currentId={planId} />}
            <div className="plan-editor" key={editing.isJson ? 'json' : 'fields'}>
              {editing.isJson ? (
                <JsonView
                  plan={editing.judged.plan}
                  problems={`${countFaults(editing.judged.faults)} ${placeFaults(editing.judged.faults)}`}
                  onShowFault={editing.showFault}
                />
              ) : (
                <Fields editing={editing}>{isNarrow && <PreviewStrip plan={preview} />}</Fields>
              )}
              {isNarrow && !editing.isJson && sent !== null && <ComputerFit plan={sent} />}
              {isNarrow && !editing.isJson && <Command planName={editing.name} />}
            </div>
            {!isNarrow && <PreviewAside plan={preview} planName={editing.name} sent={sent} />}
          </div>
        </RemovalContext>
      </FaultContext>
    </DraftFormProvider>
  );
}

interface FieldsProps {
  readonly editing: ReturnType<typeof usePlanEditing>;
  /** Between the request and the load. */
  readonly children: ReactNode;
}

function Fields({ editing, children }: FieldsProps) {
  const { steps, stepIndex, tab, setTab, setStepIndex, isBusy, handleRun, showFault } = editing;
  const current = steps[stepIndex] ?? steps[0];
  if (current === undefined) return null;
  return (
    <>
      <div className={css['plan-request']} data-steps={steps.length > 1 ? '' : undefined}>
        {steps.length > 1 && <StepList steps={steps} current={current} onStep={setStepIndex} />}
        <div>
          <RequestLine
            place={current.place}
            stepCount={steps.length}
            onStep={setStepIndex}
            isPreparing={isBusy}
            onRun={() => void handleRun()}
            onShowFault={showFault}
          />
          <RequestTabs tab={tab} onTab={setTab} steps={steps} current={current} onStep={setStepIndex} />
        </div>
      </div>
      {children}
      <LoadModelFields />
      <div className={classes(css['plan-section'], css['plan-limits'])}>
        <ThresholdRows />
        <TimeoutFields />
      </div>
    </>
  );
}

function useMedia(query: string): boolean {
  return useMediaQuery(query, false, { getInitialValueInEffect: false });
}
