// The results of the self-check on this computer, as one object that can be copied into a bug report.

export interface CheckedPart {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** One sentence. */
  readonly words: string;
  /** How long it took. */
  readonly ms: number;
  readonly figures?: Readonly<Record<string, number>>;
}

export interface SelfCheck {
  readonly product: 'Onrush';
  readonly version: string;
  readonly host: 'electron' | 'browser' | 'command line';
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly passed: boolean;
  readonly versions: Readonly<Record<'node' | 'electron' | 'chromium' | 'tls' | 'sqlite', string>>;
  readonly system: Readonly<Record<'platform' | 'release' | 'arch' | 'cpu', string>> & {
    readonly cores: number;
    readonly memoryBytes: number;
  };
  readonly parts: readonly CheckedPart[];
}
