// An address among the settings, kept when the field is left.
import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface AddressSettingProps {
  readonly label: string;
  /** Empty: none. */
  readonly value: string;
  readonly placeholder: string;
  readonly words: string;
  readonly onChange: (value: string) => void;
}

export function AddressSetting({ label, value, placeholder, words, onChange }: AddressSettingProps) {
  const [text, setText] = useState(value);
  const isAddress = text.trim() === '' || /^https?:\/\/[^/]/i.test(text.trim());
  const keep = (): void => {
    if (isAddress && text.trim() !== value) onChange(text.trim());
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
          error={isAddress ? null : 'Write an address that begins with http:// or https://.'}
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
