// The stages of the closed and the open model: each moves the level to its target within its duration.
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import { FaultLine, useDraftForm } from '../draft/draft-form.tsx';
import { focusField } from '../focus-field.ts';
import type { Draft } from '../draft/draft.ts';
import { useRemoval } from '../draft/removal.ts';
import { stageWords } from './stage-words.ts';
import { TextInput } from '../text-field.tsx';
import loadModelCss from './load-model.module.css';
import planFieldsCss from '../plan-fields.module.css';

type StagedModel = Exclude<LoadModel, 'iterations'>;

const TARGET: Readonly<Record<StagedModel, string>> = { closed: 'Virtual users', open: 'Arrival rate' };

export function StageRows({ model }: { readonly model: StagedModel }) {
  const form = useDraftForm();
  const { stages } = form.values.load[model];
  const path = `load.${model}.stages`;
  const words = stageWords(form.values.load);
  const remove = useRemoval();
  function handleAdd(): void {
    const last = stages.at(-1) ?? { duration: '10s', target: '10' };
    form.insertListItem(path, { ...last });
    focusField(`${path}.${stages.length}.duration`);
  }
  function handleRemove(index: number): void {
    const row = stages[index];
    if (row === undefined) return;
    remove(
      `Removed stage ${index + 1}.`,
      (before) => withStages(before, model, (all) => all.toSpliced(index, 1)),
      (later) => withStages(later, model, (all) => all.toSpliced(index, 0, row)),
    );
  }
  return (
    <div className={loadModelCss['plan-stages']}>
      <ol>
        {stages.map((_, index) => (
          <StageRow
            key={index}
            path={`${path}.${index}`}
            index={index}
            model={model}
            words={words[index] ?? ''}
            onRemove={stages.length > 1 ? () => handleRemove(index) : null}
          />
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
  /** Null for the only stage. */
  readonly onRemove: (() => void) | null;
}

function StageRow({ path, index, model, words, onRemove }: StageRowProps) {
  const durationId = useId();
  const targetId = useId();
  const named = (label: string) => (index === 0 ? {} : { name: `${label} of stage ${index + 1}` });
  return (
    <li>
      <div className={loadModelCss['plan-stage']}>
        {index === 0 && <label htmlFor={durationId}>Duration</label>}
        {index === 0 && <label htmlFor={targetId}>{TARGET[model]}</label>}
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
    </li>
  );
}

type StageDraft = Draft['load']['closed']['stages'][number];

function withStages(draft: Draft, model: StagedModel, change: (stages: StageDraft[]) => StageDraft[]): Draft {
  const { load } = draft;
  return { ...draft, load: { ...load, [model]: { ...load[model], stages: change(load[model].stages) } } };
}
