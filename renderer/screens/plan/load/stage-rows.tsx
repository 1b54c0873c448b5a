// The stages of the closed and the open model: each moves the level to its target within its duration.
import { ActionIcon, Button } from '@mantine/core';
import { IconGripVertical, IconPlus, IconX } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { FaultLine, useDraftForm, useWrite } from '../draft/draft-form.tsx';
import type { LoadDraft } from '../draft/draft-load.ts';
import { moveStage, withStages, type StagedModel } from '../draft/load-at.ts';
import { useRemoval } from '../draft/removal.ts';
import { focusField } from '../focus-field.ts';
import { TextInput } from '../text-field.tsx';
import planFieldsCss from '../plan-fields.module.css';
import loadModelCss from './load-model.module.css';
import { stageWords } from './stage-words.ts';
import { useRowDrag } from './use-row-drag.ts';

const TARGET: Readonly<Record<StagedModel, string>> = { closed: 'Virtual users', open: 'Arrival rate' };

interface StageRowsProps {
  /** The path of the load: "load", "scenarios.0.ownLoad". */
  readonly path: string;
  readonly load: LoadDraft;
  readonly model: StagedModel;
}

export function StageRows({ path, load, model }: StageRowsProps) {
  const form = useDraftForm();
  const write = useWrite();
  const change = useRemoval();
  const { stages } = load[model];
  const stagesPath = `${path}.${model}.stages`;
  const words = stageWords(load);
  const drag = useRowDrag(stages.length, handleMove);

  function handleAdd(): void {
    const last = stages.at(-1) ?? { duration: '10s', target: '10' };
    write(stagesPath, [...stages, { ...last }]);
    focusField(`${stagesPath}.${stages.length}.duration`);
  }

  function handleMove(from: number, to: number): void {
    const move = (a: number, b: number) => (draft: ReturnType<typeof form.getValues>) =>
      withStages(draft, path, model, (all) => moveStage(all, a, b));
    change(null, move(from, to), move(to, from));
  }

  function handleRemove(index: number): void {
    const row = stages[index];
    if (row === undefined) return;
    change(
      `Removed stage ${index + 1}.`,
      (before) => withStages(before, path, model, (all) => all.toSpliced(index, 1)),
      (later) => withStages(later, path, model, (all) => all.toSpliced(index, 0, row)),
    );
  }

  return (
    <div className={loadModelCss['plan-stages']}>
      <ol>
        {stages.map((_, index) => (
          <li
            key={index}
            className={loadModelCss['plan-stage-row']}
            data-dragged={drag.isDragged(index) ? '' : undefined}
            data-line={drag.lineAt(index)}
          >
            <StageRow
              path={`${stagesPath}.${index}`}
              index={index}
              model={model}
              words={words[index] ?? ''}
              handle={
                stages.length > 1 && (
                  <button
                    type="button"
                    data-handle
                    className={loadModelCss['plan-stage-handle']}
                    aria-label={`Move stage ${index + 1}`}
                    title="Drag, or ↑ ↓"
                    {...drag.handlers(index)}
                  >
                    <IconGripVertical size={14} stroke={1.75} aria-hidden />
                  </button>
                )
              }
              onRemove={stages.length > 1 ? () => handleRemove(index) : null}
            />
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        className={planFieldsCss['plan-add']}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={handleAdd}
      >
        Add a stage
      </Button>
    </div>
  );
}

interface StageRowProps {
  readonly path: string;
  readonly index: number;
  readonly model: StagedModel;
  readonly words: string;
  readonly handle: ReactNode;
  /** Null for the only stage. */
  readonly onRemove: (() => void) | null;
}

function StageRow({ path, index, model, words, handle, onRemove }: StageRowProps) {
  const durationId = useId();
  const targetId = useId();
  const named = (label: string) => (index === 0 ? {} : { name: `${label} of stage ${index + 1}` });
  return (
    <>
      <div className={loadModelCss['plan-stage']}>
        {index === 0 && <label htmlFor={durationId}>Duration</label>}
        {index === 0 && <label htmlFor={targetId}>{TARGET[model]}</label>}
        <span>{handle}</span>
        <TextInput id={durationId} path={`${path}.duration`} {...named('Duration')} placeholder="10s" />
        <TextInput
          id={targetId}
          path={`${path}.target`}
          {...named(TARGET[model])}
          isNumber
          {...(model === 'open' ? { unit: '/s' } : {})}
        />
        <span className={loadModelCss['plan-stage-words']}>{words}</span>
        {onRemove !== null && (
          <ActionIcon aria-label={`Remove stage ${index + 1}`} onClick={onRemove}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      <FaultLine path={`${path}.duration`} />
      <FaultLine path={`${path}.target`} />
    </>
  );
}
