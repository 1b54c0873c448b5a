// What a window may know about a secret: its name and where its value comes from, but never the value.

export interface SecretRow {
  readonly name: string;
  readonly state: 'stored' | 'environment' | 'missing';
}
