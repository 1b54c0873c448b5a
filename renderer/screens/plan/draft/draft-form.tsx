// Joins controls to the draft: its values, and its faults once their field was left or Run was pressed.
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

/** At once, the sentence could push away the very button being clicked. */
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

/** Writes one value; the rest of the draft stays the same objects. */
export function useWrite(): (path: string, value: unknown) => void {
  const form = useDraftForm();
  return (path, value) => form.setValues(withValueAt(form.getValues(), path, value));
}

/** What a native text control needs to be the draft's field at `path`. */
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

/** The sentence under a faulty field; nothing otherwise. */
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

/** A duration without a unit may be seconds or milliseconds: each is one press away. */
function UnitChoice({ path, fault }: { readonly path: string; readonly fault: string }) {
  const write = useWrite();
  const [, ...choices] = /did you mean (\d[\d.]*s) or (\d[\d.]*ms)\?$/.exec(fault) ?? [];
  return choices.map((choice) => (
    <button key={choice} type="button" className={textCss['unit-choice']} onClick={() => write(path, choice)}>
      {choice.replace(/(?=m?s$)/, ' ')}
    </button>
  ));
}

/** What was probably meant, or what the sentence says is to be done, is one press away. */
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

/** The id of the sentence under a faulty field. */
export function faultId(path: string): string {
  return `fault-${path.replaceAll('.', '-')}`;
}
