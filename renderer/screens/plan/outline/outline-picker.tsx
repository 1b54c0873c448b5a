// If there is no space for the outline: a button above the step that names the step and opens the outline.
import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import { stepsIn, stepAt } from '../draft/step-list.ts';
import css from './outline-picker.module.css';
import { Outline } from './outline.tsx';
import { stepPlaceWords } from './outline-words.ts';
import type { StepActions } from './use-step-actions.ts';

interface OutlinePickerProps {
  readonly draft: Draft;
  readonly place: EditorPlace;
  readonly actions: StepActions;
  readonly rowCount: number | null;
}

export function OutlinePicker({ draft, place, actions, rowCount }: OutlinePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const dropdownId = useId();
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={css['picker']} aria-controls={dropdownId} onClick={() => setOpen(!isOpen)}>
          {placeWords(draft, place)}
          <IconChevronDown size={16} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown id={dropdownId} className={css['dropdown']}>
        <Outline draft={draft} place={place} actions={actions} rowCount={rowCount} />
      </Popover.Dropdown>
    </Popover>
  );
}

function placeWords(draft: Draft, place: EditorPlace): string {
  if (place.kind === 'sources') return 'Variables and data';
  if (place.kind === 'scenario') return `Scenario ${draft.scenarios[place.scenario]?.name ?? ''}`;
  const step = stepAt(draft, place);
  return `${stepPlaceWords(place, stepsIn(draft, place).length)}, ${step === null ? '' : stepName(step)}`;
}
