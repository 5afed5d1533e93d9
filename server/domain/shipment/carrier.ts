import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import type { Carrier } from "@/server/ports/carrier";

/** The carrier of a parcel by its code; without one, the carrier for new parcels. */
export function carrierOf(ctx: WithPorts, code?: string): Carrier {
  const carriers = ctx.ports.carriers;
  const carrier = code ? carriers[code as keyof typeof carriers] : (carriers.ups ?? carriers.fedex);
  if (!carrier)
    throw new DomainError("provider_unavailable", "No carrier is set up, so no label can be bought.", {});
  return carrier;
}
