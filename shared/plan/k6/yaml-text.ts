// Pieces of YAML as text.

/** A double-quoted text: JSON's escapes are valid in YAML. */
export function quotedYaml(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\u007f', String.raw`\u007f`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

/** A Kubernetes name (RFC 1123): lower case, digits and dashes, with space left for a suffix. */
export function yamlName(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return plain === '' ? 'onrush' : plain;
}
