// What a window may know of a secret: its name and where its value comes from, never the value.

export interface SecretRow {
  readonly name: string;
  readonly state: 'stored' | 'environment' | 'missing';
}
