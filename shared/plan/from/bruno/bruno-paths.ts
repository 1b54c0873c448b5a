// Which files of a folder belong to a Bruno collection. Pure.

/** With slashes, in order; empty if the folder contains something else. */
export function brunoPaths(paths: readonly string[]): readonly string[] {
  const own = paths.filter((path) => !/(?:^|\/)(?:node_modules|\.git)\//.test(path));
  const isYaml = own.some((path) => /(?:^|\/)opencollection\.ya?ml$/.test(path));
  return own.filter((path) => (isYaml ? /\.ya?ml$/ : /\.bru$/).test(path)).toSorted();
}
