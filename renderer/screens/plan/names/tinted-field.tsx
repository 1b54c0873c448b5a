// A text field in which names in braces are tinted, can be pressed, and are suggested. It does not know plans.
import { useRef, type ChangeEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import { useField, useWrite } from '../draft/draft-form.tsx';
import { Tint } from './tint.tsx';
import { useSuggestions } from './use-suggestions.tsx';
import css from './names.module.css';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';

interface TintedFieldProps {
  /** The path of its value and its problem; a field without a path is given both. */
  readonly path: string;
  readonly value?: string;
  readonly onWrite?: (text: string) => void;
  readonly id?: string;
  /** Its name if it has no label. */
  readonly name?: string;
  readonly placeholder?: string;
  /** In a table row, without its own border. */
  readonly isCell?: boolean;
  /** True if its text is used after the response was received. */
  readonly isAfter?: boolean;
  readonly inputMode?: 'text' | 'url';
  /** Shown as dots until it is revealed, or until it contains a name in braces, which is not secret. */
  readonly isSecret?: boolean;
  readonly isShown?: boolean;
}

export function TintedField(props: TintedFieldProps) {
  const { path, id, name, placeholder, isCell = false, isAfter = false, inputMode = 'text' } = props;
  const { isSecret = false, isShown = false } = props;
  const { value: own, onChange: _, ...field } = useField(path);
  const write = useWrite();
  const input = useRef<HTMLInputElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const value = props.value ?? own;
  const onWrite = props.onWrite ?? ((text: string): void => write(path, text));
  const suggesting = useSuggestions(input, isAfter, onWrite);
  const isTinted = value.includes('{{');

  function handleChange(event: ChangeEvent<HTMLInputElement>): void {
    onWrite(event.currentTarget.value);
    suggesting.follow(event.currentTarget);
  }

  return (
    <div className={classes(planFieldsCss['plan-input-box'], css['tinted'])} data-cell={isCell ? '' : undefined}>
      <input
        {...field}
        {...suggesting.props}
        ref={input}
        value={value}
        id={id}
        aria-label={name}
        type={isSecret && !isShown && !isTinted ? 'password' : 'text'}
        inputMode={inputMode}
        className={classes(
          isCell ? planFieldsCss['plan-cell'] : planFieldsCss['plan-input'],
          textCss['mono'],
          css['tinted-input'],
        )}
        data-tinted={isTinted ? '' : undefined}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete={isSecret ? 'new-password' : 'off'}
        data-secret={isSecret ? '' : undefined}
        onChange={handleChange}
        onClick={(event) => suggesting.handlePress(event.currentTarget)}
        onScroll={(event) => layer.current?.scrollTo({ left: event.currentTarget.scrollLeft })}
        onBlur={() => {
          suggesting.close();
          field.onBlur();
        }}
      />
      {isTinted && (
        <div ref={layer} className={classes(css['tint-layer'], textCss['mono'])} aria-hidden>
          <Tint text={value} isAfter={isAfter} />
        </div>
      )}
      {suggesting.list}
    </div>
  );
}
