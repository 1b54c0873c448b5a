// The name of a file without its folders, whichever system wrote the path. Pure.

/** "/home/me/users.csv" and "C:\data\users.csv" give "users.csv". */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
