import { eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { carrierOf } from "@/server/domain/shipment/carrier";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";

/** What a mail tells of one parcel. */
export async function parcelForMail(ctx: WithPorts, trackingNumber: string) {
  const [box] = await ctx.db.select().from(parcel).where(eq(parcel.trackingNumber, trackingNumber));
  if (!box) throw new DomainError("not_found", `There is no parcel ${trackingNumber}.`);
  const carrier = carrierOf(ctx, box.carrier);
  return {
    tracking: box.tracking,
    estimatedAt: box.estimatedAt,
    told: { carrier: carrier.name, trackingNumber, trackingUrl: carrier.trackingUrl(trackingNumber) },
  };
}
