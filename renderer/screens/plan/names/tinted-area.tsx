// A text of several lines with line numbers, in which names in braces are tinted, can be pressed, and are suggested. It does not
// know plans.
import { useRef, type ChangeEvent, type UIEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import { useField, useWrite } from '../draft/draft-form.tsx';
import { editedText, shownText } from '../draft/edited-text.ts';
import { Tint } from './tint.tsx';
import { useSuggestions } from './use-suggestions.tsx';
import css from './names.module.css';
import textCss from '../../../ui/text.module.css';
import planFieldsCss from '../plan-fields.module.css';

interface TintedAreaProps {
  readonly path: string;
  readonly name: string;
  readonly placeholder?: string;
  readonly rows: number;
}

/** If there are more lines, the area scrolls. */
const MOST_LINES = 16;

export function TintedArea({ path, name, placeholder, rows }: TintedAreaProps) {
  const { value, onChange: _, ...field } = useField(path);
  const write = useWrite();
  const area = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLPreElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const shown = shownText(value);
  const lines = shown.split('\n').length;
  const onWrite = (text: string): void => write(path, editedText(value, text));
  const suggesting = useSuggestions(area, false, onWrite);

  function handleChange(event: ChangeEvent<HTMLTextAreaElement>): void {
    onWrite(event.currentTarget.value);
    suggesting.follow(event.currentTarget);
  }

  function handleScroll({ currentTarget: { scrollLeft, scrollTop } }: UIEvent<HTMLTextAreaElement>): void {
    layer.current?.scrollTo({ left: scrollLeft, top: scrollTop });
    numbers.current?.scrollTo({ top: scrollTop });
  }

  return (
    <div className={classes(planFieldsCss['plan-input'], css['area'])} data-invalid={field['aria-invalid'] ? '' : undefined}>
      <pre ref={numbers} className={classes(css['area-numbers'], textCss['mono'])} aria-hidden>
        {Array.from({ length: lines }, (_, at) => at + 1).join('\n')}
      </pre>
      <div className={css['area-text']}>
        <pre ref={layer} className={classes(css['area-layer'], textCss['mono'])} aria-hidden>
          <Tint text={shown} isAfter={false} />
          {'\n'}
        </pre>
        <textarea
          {...field}
          {...suggesting.props}
          ref={area}
          value={shown}
          aria-label={name}
          className={textCss['mono']}
          rows={Math.min(MOST_LINES, Math.max(rows, lines))}
          wrap="off"
          placeholder={placeholder}
          spellCheck={false}
          onChange={handleChange}
          onClick={(event) => suggesting.handlePress(event.currentTarget)}
          onScroll={handleScroll}
          onBlur={() => {
            suggesting.close();
            field.onBlur();
          }}
        />
        {suggesting.list}
      </div>
    </div>
  );
}
