// The field for the target, with its method. A pasted command keeps its lines, because a line break inside its quotes is part of
// the body.
import { IconLink } from '@tabler/icons-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { isCurlCommand } from '../../../shared/plan/from/curl.ts';
import { importText } from '../../host/plan-import.ts';
import { isPastedImport } from './pasted-import.ts';
import css from './start-screen.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const MOST_LINES = 8;

interface UrlFieldProps {
  readonly text: string;
  /** Null if the text contains it. */
  readonly method: string | null;
  readonly isFaulty: boolean;
  readonly handleChange: (text: string) => void;
  readonly handleMethod: (method: string) => void;
}

export function UrlField({ text, method, isFaulty, handleChange, handleMethod }: UrlFieldProps) {
  function handlePaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text');
    if (isPastedImport(pasted)) {
      event.preventDefault();
      void importText(pasted);
      return;
    }
    if (!isCurlCommand(pasted)) return;
    event.preventDefault();
    handleChange(pasted);
  }

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
  return (
    <div className={css['first-run-url']} data-faulty={isFaulty || undefined}>
      {method === null ? (
        <IconLink size={18} stroke={1.75} aria-hidden />
      ) : (
        <select aria-label="Method" value={method} onChange={(event) => handleMethod(event.target.value)}>
          {METHODS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      <textarea
        name="url"
        rows={Math.min(MOST_LINES, text.split('\n').length)}
        wrap={text.includes('\n') ? undefined : 'off'}
        inputMode="url"
        aria-label="URL"
        aria-invalid={isFaulty}
        aria-describedby="first-run-url-fault"
        placeholder="http://127.0.0.1:8080/ or a cURL command"
        autoComplete="off"
        spellCheck={false}
        // The only thing to do here is to type.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        // A text area has no carriage returns; those of the pasted text are kept until somebody types.
        value={text.replaceAll('\r\n', '\n')}
        onFocus={(event) => event.target.select()}
        onChange={(event) => handleChange(event.target.value)}
        onPaste={handlePaste}
        onKeyDown={handleKey}
      />
    </div>
  );
}
