// A word of a PowerShell command: text, a table, a list, or code that only PowerShell could evaluate.

export type PowerShellValue =
  | { readonly kind: 'text'; readonly text: string; readonly isBare: boolean }
  | { readonly kind: 'table'; readonly pairs: readonly (readonly [string, PowerShellValue])[] }
  | { readonly kind: 'list'; readonly items: readonly PowerShellValue[] }
  /** An expression in brackets, a call, or a variable that is not a text. */
  | { readonly kind: 'code'; readonly code: string };
