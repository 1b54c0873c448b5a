// The JSON that ConvertTo-Json would make of literal values in a command, without its line breaks. Pure.
import type { PowerShellValue } from './powershell-value.ts';

const CONSTANTS: Readonly<Record<string, string>> = { $true: 'true', $false: 'false', $null: 'null' };

/** Returns null if PowerShell would have to compute a part of it. */
export function jsonOf(value: PowerShellValue): string | null {
  switch (value.kind) {
    case 'text':
      return value.isBare && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value.text) ? value.text : JSON.stringify(value.text);
    case 'code':
      return CONSTANTS[value.code.toLowerCase()] ?? null;
    case 'list': {
      const items = value.items.map(jsonOf);
      return items.includes(null) ? null : `[${items.join(',')}]`;
    }
    case 'table': {
      const pairs = value.pairs.map(([name, one]) => [JSON.stringify(name), jsonOf(one)] as const);
      return pairs.some(([, json]) => json === null) ? null : `{${pairs.map((pair) => pair.join(':')).join(',')}}`;
    }
  }
}
