// A family of sites: its routes, and how a person uses them during a recording.
import type { Site } from './test-site.ts';
import type { Visitor } from './test-visitor.ts';

export type Family = (site: Site) => (visitor: Visitor) => void;
export type Families = Readonly<Record<string, Family>>;
