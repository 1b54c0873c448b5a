// Texts that leave the window: to the clipboard, or as a file.
import { showNote } from './toasts.tsx';

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showNote('Copied.');
  } catch {
    showNote('Onrush cannot access the clipboard here. Select the text and copy it.');
  }
}

export function downloadText(fileName: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // By then the browser has taken over the blob.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
