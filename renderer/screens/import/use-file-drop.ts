// A file that is dropped anywhere in the window is opened as a plan, or reviewed as an import.
import { useEffect } from 'react';
import { openAnyFile } from '../../host/open-any-file.ts';

/** Screens with a place of their own for files take theirs first. */
export function useFileDrop(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const handleOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const handleDrop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      void openAnyFile(files);
    };
    addEventListener('dragover', handleOver);
    addEventListener('drop', handleDrop);
    return () => {
      removeEventListener('dragover', handleOver);
      removeEventListener('drop', handleDrop);
    };
  }, [isOn]);
}
