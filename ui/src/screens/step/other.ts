// What an outcome of a step is recorded with.
import type { StepReason } from "../../bridge/types";

/** Why, and the code of the person or role it went to. */
export interface Other {
  reason: StepReason | null;
  to: string | null;
}
