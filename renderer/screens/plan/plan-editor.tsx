// One plan in the editor: the outline on the left, the step in the middle, its values on the right, the load at the bottom.
import './plan-fields.module.css';
import { useMediaQuery } from '@mantine/hooks';
import { memo, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { PlanRow } from '../../../shared/run.ts';
import { useDataPreviews } from '../../host/data-previews.ts';
import { useStore } from '../../host/store.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { MEDIA } from '../../ui/breakpoints.ts';
import { countFaults, placeFaults } from './draft/draft-faults.ts';
import { DraftFormProvider, DraftFaultContext } from './draft/draft-form.tsx';
import { nameIndex, type NamePlace } from './draft/name-index.ts';
import { RemovalContext, useNewRemoval, type Removal } from './draft/removal.ts';
import { isSameStep } from './draft/step-list.ts';
import { stepAtPlace } from './draft/step-place.ts';
import { JsonView } from './json-view.tsx';
import { LoadDock } from './load/load-dock.tsx';
import { placeSteps } from './draft/step-place.ts';
import { previewedPlan } from './load/previewed-plan.ts';
import { LastTryContext, useLastTry } from './names/last-try.ts';
import { ChosenContext, NamesContext } from './names/names-context.ts';
import { Outline } from './outline/outline.tsx';
import { OutlinePicker } from './outline/outline-picker.tsx';
import { StepFinder } from './outline/step-finder.tsx';
import { useStepActions, type StepActions } from './outline/use-step-actions.ts';
import css from './plan-editor.module.css';
import { PathPlanContext } from './path-input.tsx';
import { PlanHeader } from './plan-header.tsx';
import { PlanList } from './plan-list.tsx';
import { ScenarioPanel } from './scenario/scenario-panel.tsx';
import { StepPanel } from './request/step-panel.tsx';
import { isNewId } from './plan-entries.ts';
import { columnsOf, previewedFile, rowCountOf } from './sources/previewed-file.ts';
import { SourcesView } from './sources/sources-view.tsx';
import { usePlanEditing } from './use-plan-editing.ts';
import { ScenarioValues, ValuesPanel } from './values/values-panel.tsx';
import textCss from '../../ui/text.module.css';
import planScreenCss from './plan-screen.module.css';

interface PlanEditorProps {
  readonly planId: string;
  /** Null for a plan that was never saved. */
  readonly row: PlanRow | null;
}

type Editing = ReturnType<typeof usePlanEditing>;

/** Every keystroke changes the list of drafts above it, which is not shown here. */
export const PlanEditor = memo(function PlanEditor({ planId, row }: PlanEditorProps) {
  const isRoomy = useMedia(MEDIA.roomy);
  const editing = usePlanEditing(planId, row, isRoomy);
  const remove = useNewRemoval(planId, editing.form);
  return (
    <DraftFaultContext value={editing.shown}>
      <Drafting form={editing.form} remove={remove}>
        <PlanHeader editing={editing} planId={planId} savedAt={row?.savedAt ?? null} hasPicker={useMedia(MEDIA.belowWideList)} />
      </Drafting>
      <Editor editing={editing} remove={remove} planId={planId} isRoomy={isRoomy} />
    </DraftFaultContext>
  );
});

interface DraftingProps {
  readonly form: Editing['form'];
  readonly remove: Removal;
  readonly children: ReactNode;
}

/**
 * Wraps only what edits the draft, and not the outline: these contexts change at every keystroke, and React would search each row
 * of the outline for their consumers.
 */
function Drafting({ form, remove, children }: DraftingProps) {
  return (
    <DraftFormProvider form={form}>
      <RemovalContext value={remove}>{children}</RemovalContext>
    </DraftFormProvider>
  );
}

interface EditorProps {
  readonly editing: Editing;
  readonly remove: Removal;
  readonly planId: string;
  readonly isRoomy: boolean;
}

function Editor({ editing, remove, planId, isRoomy }: EditorProps) {
  const { draft, place, go, dock, isJson } = editing;
  const isFoldedOutline = useMedia(MEDIA.belowMedium);
  const hasList = !useMedia(MEDIA.belowWideList);
  // A single request leaves most of its column empty, so the other plans are shown there.
  const isSimple = placeSteps(draft).length === 1;
  const [said, say] = useState('');
  const actions = useStepActions({ form: editing.form, change: remove, onGo: go, say });
  const preview = previewedPlan(draft);
  const values = useValuesPanel();
  const savedId = isNewId(planId) ? null : planId;
  const { names, rowCount } = useNamesOf(editing, savedId);
  const lastTry = useLastTry(planId);
  const [isFinding, setFinding] = useState(false);
  usePlanShortcuts(editing, actions, { toggleValues: values.toggle, find: () => setFinding(true) });
  return (
    <ChosenContext value={names.chosen === null ? null : names}>
      <output className={textCss['visually-hidden']}>{said}</output>
      {isFinding && <StepFinder draft={draft} onGo={go} onClose={() => setFinding(false)} />}
      <div className={planScreenCss['plan']}>
        {hasList && <PlanList currentId={planId} />}
        {!isFoldedOutline && (
          <div className={css['side']}>
            <Outline draft={draft} place={place} actions={actions} rowCount={rowCount} />
            {!hasList && isSimple && <PlanList currentId={planId} />}
          </div>
        )}
        <Drafting form={editing.form} remove={remove}>
          <PathPlanContext value={savedId}>
            <NamesContext value={names}>
              <LastTryContext value={lastTry}>
                <div className={css['work']}>
                  <div className={css['columns']}>
                    <div className={planScreenCss['plan-editor']} key={isJson ? 'json' : 'fields'}>
                      {isFoldedOutline && !isJson && (
                        <OutlinePicker draft={draft} place={place} actions={actions} rowCount={rowCount} />
                      )}
                      <Middle editing={editing} actions={actions} savedId={savedId} plan={preview} />
                    </div>
                    {values.isShown && !isJson && place.kind === 'step' && (
                      <ValuesPanel draft={draft} index={names.index} place={names.place} actions={actions} planId={savedId} />
                    )}
                    {values.isShown && !isJson && place.kind === 'scenario' && (
                      <ScenarioValues draft={draft} index={names.index} scenario={place.scenario} actions={actions} />
                    )}
                  </div>
                  <LoadDock
                    draft={draft}
                    plan={preview}
                    judgement={editing.judgement}
                    isOpen={dock.isOpen}
                    onToggle={dock.toggle}
                    isRoomy={isRoomy}
                    dialog={editing.dialog}
                    onDialog={editing.setDialog}
                  />
                </div>
              </LastTryContext>
            </NamesContext>
          </PathPlanContext>
        </Drafting>
      </div>
    </ChosenContext>
  );
}

interface MiddleProps {
  readonly editing: Editing;
  readonly actions: StepActions;
  readonly savedId: string | null;
  /** Null while the load has problems. */
  readonly plan: Plan | null;
}

function Middle({ editing, actions, savedId, plan }: MiddleProps) {
  const { draft, place, steps, tab, setTab, isJson } = editing;
  if (isJson) return <PlanAsJson editing={editing} />;
  if (place.kind === 'sources') return <SourcesView draft={draft} planId={savedId} plan={plan} />;
  if (place.kind === 'scenario') return <ScenarioPanel key={place.scenario} index={place.scenario} actions={actions} />;
  const step = stepAtPlace(steps, place);
  return step === null ? null : (
    <StepPanel key={step.place.path} step={step} steps={steps} tab={tab} onTab={setTab} actions={actions} />
  );
}

/** The text is edited here, so it is that of the current draft. */
function PlanAsJson({ editing: { judgement, settle, showFault, toggleJson } }: { readonly editing: Editing }) {
  useLayoutEffect(settle, [settle]);
  const { plan, faults } = useStore(judgement, (judged) => judged);
  const problems = `${countFaults(faults)} ${placeFaults(faults)}`;
  return <JsonView plan={plan} problems={problems} onShowFault={showFault} onClose={toggleJson} />;
}

/** What makes which name, including the columns of data files that could be read. */
function useNamesOf({ draft, place, chosen, choose }: Editing, planId: string | null) {
  const { sources, before, scenarios } = draft;
  const previews = useDataPreviews(sources.data.map((set) => previewedFile(set, planId)));
  const columns = useMemo(() => columnsOf(sources.data, planId, previews), [sources.data, planId, previews]);
  const index = useMemo(() => nameIndex({ sources, before, scenarios }, columns), [sources, before, scenarios, columns]);
  const names = useMemo(() => ({ index, place: namePlace(place), chosen, choose }), [index, place, chosen, choose]);
  return { names, rowCount: rowCountOf(sources.data, planId, previews) };
}

function namePlace(place: Editing['place']): NamePlace {
  if (place.kind === 'step') return place;
  return { scenario: place.kind === 'scenario' ? place.scenario : 0, step: 0 };
}

/** Beside the step if there is space, otherwise over it on request. */
function useValuesPanel(): { readonly isShown: boolean; readonly toggle: () => void } {
  const hasRoom = !useMedia(MEDIA.belowDesktop);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isShown = chosen ?? hasRoom;
  return { isShown, toggle: () => setChosen(!isShown) };
}

interface EditorWays {
  readonly toggleValues: () => void;
  readonly find: () => void;
}

function usePlanShortcuts(editing: Editing, actions: StepActions, { toggleValues, find }: EditorWays): void {
  const { steps, place } = editing;
  function goBy(by: 1 | -1): void {
    const at = steps.findIndex((one) => place.kind === 'step' && isSameStep(one.place, place));
    const next = steps[at + by]?.place;
    if (next !== undefined) actions.go({ kind: 'step', list: next.list, scenario: next.scenario, step: next.step });
  }
  useShortcuts({
    'plan.run': () => void editing.handleRun(),
    'plan.try': editing.handleTry,
    'plan.save': () => void editing.handleSave(),
    'plan.json': editing.toggleJson,
    'plan.duplicate': editing.handleDuplicate,
    'plan.dock': editing.dock.toggle,
    'plan.values': toggleValues,
    'plan.step': find,
    'plan.problem': editing.showNextFault,
    'plan.before': () => goBy(-1),
    'plan.next': () => goBy(1),
  });
}

function useMedia(query: string): boolean {
  return useMediaQuery(query, false, { getInitialValueInEffect: false });
}
