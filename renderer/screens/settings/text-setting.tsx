// A line of text among the settings, usually a URL, saved when the field loses the focus.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { receiverUrlFault } from '../../../shared/receiver-url.ts';

interface TextSettingProps {
  readonly label: string;
  /** Empty for none. */
  readonly value: string;
  readonly placeholder: string;
  readonly words: string;
  /** Says what is wrong with a URL. */
  readonly faultOf?: (text: string) => string | null;
  readonly onChange: (value: string) => void;
}

export function TextSetting({ label, value, placeholder, words, faultOf = receiverUrlFault, onChange }: TextSettingProps) {
  const [text, setText] = useState(value);
  const fault = text.trim() === '' ? null : faultOf(text.trim());
  const keep = (): void => {
    if (fault === null && text.trim() !== value) onChange(text.trim());
  };
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <TextInput
          size="sm"
          aria-label={label}
          value={text}
          placeholder={placeholder}
          error={fault}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />
        <p>{words}</p>
      </dd>
    </div>
  );
}
