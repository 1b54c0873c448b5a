// Opens a file that is dropped anywhere in the window as a plan, or shows it as an import.
import { useEffect } from 'react';
import { droppedFiles } from '../../host/dropped-files.ts';
import { openAnyFile } from '../../host/open-any-file.ts';

/** Screens with their own place for files handle the drop first. */
export function useFileDrop(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const handleOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const handleDrop = (event: DragEvent): void => {
      if (event.defaultPrevented || (event.dataTransfer?.files.length ?? 0) === 0) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then(openAnyFile);
    };
    addEventListener('dragover', handleOver);
    addEventListener('drop', handleDrop);
    return () => {
      removeEventListener('dragover', handleOver);
      removeEventListener('drop', handleDrop);
    };
  }, [isOn]);
}
