// Connects controls to the draft: its values, and its problems once the field was left or Run was pressed.
import { createFormContext } from '@mantine/form';
import { IconAlertCircle } from '@tabler/icons-react';
import { createContext, useContext, type ChangeEvent } from 'react';
import { withValueAt } from './changed-value.ts';
import type { Draft } from './draft.ts';
import type { Faults } from './draft-faults.ts';
import { faultFixes } from './fault-fixes.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

export const [DraftFormProvider, useDraftForm, useNewDraftForm] = createFormContext<Draft>();

interface ShownFaults {
  readonly faults: Faults;
  readonly reveal: (path: string) => void;
}

export const DraftFaultContext = createContext<ShownFaults>({ faults: new Map(), reveal: () => undefined });

/** Shown at once, the sentence could move the very button that is being clicked. In ms. */
const REVEAL_AFTER_MS = 200;

interface FieldProps {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly onBlur: () => void;
  readonly 'data-path': string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

export function useFault(path: string): string | undefined {
  return useContext(DraftFaultContext).faults.get(path);
}

/** Writes one value; the other parts of the draft stay the same objects. */
export function useWrite(): (path: string, value: unknown) => void {
  const form = useDraftForm();
  return (path, value) => form.setValues(withValueAt(form.getValues(), path, value));
}

/** The props that connect a native text control to the draft's field at `path`. */
export function useField(path: string): FieldProps {
  const form = useDraftForm();
  const write = useWrite();
  const { reveal } = useContext(DraftFaultContext);
  const fault = useFault(path);
  const { value } = form.getInputProps(path);
  return {
    value: typeof value === 'string' ? value : '',
    onChange: (event) => write(path, event.currentTarget.value),
    onBlur: () => void setTimeout(() => reveal(path), REVEAL_AFTER_MS),
    'data-path': path,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : faultId(path),
  };
}

/** The sentence under a field with a problem; otherwise nothing. */
export function FaultLine({ path }: { readonly path: string }) {
  const fault = useFault(path);
  if (fault === undefined) return null;
  return (
    <p className={planFieldsCss['plan-fault']} id={faultId(path)}>
      <IconAlertCircle size={14} stroke={1.75} aria-hidden />
      <span>{fault}</span>
      <UnitChoice path={path} fault={fault} />
      <Fixes path={path} fault={fault} />
    </p>
  );
}

/** A duration without a unit may be in seconds or milliseconds: there is a button for each. */
function UnitChoice({ path, fault }: { readonly path: string; readonly fault: string }) {
  const write = useWrite();
  const [, ...choices] = /did you mean (\d[\d.]*s) or (\d[\d.]*ms)\?$/.exec(fault) ?? [];
  return choices.map((choice) => (
    <button key={choice} type="button" className={textCss['unit-choice']} onClick={() => write(path, choice)}>
      {choice.replace(/(?=m?s$)/, ' ')}
    </button>
  ));
}

/** Buttons for what was probably meant, or for what the sentence recommends. */
function Fixes({ path, fault }: { readonly path: string; readonly fault: string }) {
  const form = useDraftForm();
  return faultFixes(fault, path).map((fix) => (
    <button
      key={fix.words}
      type="button"
      className={planFieldsCss['plan-fix']}
      onClick={() => form.setValues(fix.apply(form.getValues()))}
    >
      {fix.words}
    </button>
  ));
}

/** The id of the sentence under a field with a problem. */
export function faultId(path: string): string {
  return `fault-${path.replaceAll('.', '-')}`;
}
