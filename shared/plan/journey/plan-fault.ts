// Something wrong with a plan, and where.
export interface PlanFault {
  readonly message: string;
  readonly path: (string | number)[];
}
