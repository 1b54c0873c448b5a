// A problem of a plan and its place.
export interface PlanFault {
  readonly message: string;
  readonly path: (string | number)[];
}
