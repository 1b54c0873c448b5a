// An option that may be given several times: its values in their order.

export function repeatable(text: string, all: readonly string[] | undefined): readonly string[] {
  return [...(all ?? []), text];
}
