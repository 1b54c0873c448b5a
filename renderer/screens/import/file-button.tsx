// A button that opens the system's dialog for files.
import { Button } from '@mantine/core';
import { useRef } from 'react';

interface FileButtonProps {
  readonly label: string;
  readonly kind?: 'primary' | 'small';
  readonly onChosen: (files: readonly File[]) => void;
}

export function FileButton({ label, kind, onChosen }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file can be chosen again once it is corrected.
          target.value = '';
          if (files.length > 0) onChosen(files);
        }}
      />
      <Button
        variant={kind === 'primary' ? 'filled' : 'default'}
        {...(kind === 'small' ? { size: 'xs' } : {})}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}
