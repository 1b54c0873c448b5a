// The files that were dropped; files in a folder have their path below it.

/** A larger number of files is not a collection of requests. */
const MOST_FILES = 5000;

const paths = new WeakMap<File, string>();

/** With slashes if the file was in a folder; otherwise its name. */
export function pathOf(file: File): string {
  return paths.get(file) ?? (file.webkitRelativePath || file.name);
}

/** Must be called while the event is handled: afterwards the dropped items are gone. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
  const files = [...(transfer?.files ?? [])];
  if (entries.every((entry) => entry?.isDirectory !== true)) return files;
  const found: File[] = [];
  for (const entry of entries) if (entry !== null) await addFiles(entry, found);
  return found;
}

async function addFiles(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES || entry.name === 'node_modules' || entry.name === '.git') return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    paths.set(file, entry.fullPath.replace(/^\//, ''));
    found.push(file);
  }
  if (isDirectory(entry)) for (const inner of await entriesOf(entry)) await addFiles(inner, found);
}

/** The browser returns entries in parts, and an empty part after the last. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
