// A button that opens the system's dialog for files.
import { Button } from '@mantine/core';
import { useRef } from 'react';

interface FileButtonProps {
  readonly label: string;
  readonly kind?: 'primary' | 'small';
  /** A folder is chosen, with all files in it. */
  readonly isFolder?: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}

export function FileButton({ label, kind, isFolder = false, onChosen }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        {...(isFolder ? { webkitdirectory: '' } : {})}
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // Allows the same file to be chosen again after it was corrected.
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
