// The shield of the load generator: how far this computer's figures can be trusted. It is always beside words.
import { IconShield, IconShieldCheck, IconShieldExclamation, IconShieldX } from '@tabler/icons-react';
import type { HealthVerdict } from '../../shared/health.ts';

export function VerdictIcon({ verdict, size }: { readonly verdict: HealthVerdict | null; readonly size: number }) {
  const shared = { size, stroke: 1.75, 'aria-hidden': true, style: { flex: 'none' } } as const;
  switch (verdict) {
    case 'trusted':
      return <IconShieldCheck {...shared} color="var(--ok)" />;
    case 'strained':
      return <IconShieldExclamation {...shared} color="var(--warn)" />;
    case 'suspect':
      return <IconShieldX {...shared} color="var(--warn)" />;
    case null:
      return <IconShield {...shared} color="var(--t3)" />;
  }
}
