import type { World } from "@/sandbox/vendor";
import { upsError } from "./errors";
import { findParcel, insertScans, transaction } from "./parcels";

/** `DELETE /api/shipments/v2409/void/cancel/{id}`: refused once the parcel has been scanned. */
export async function voidShipment(world: World, number: string) {
  await transaction(world, async (db) => {
    const parcel = await findParcel(db, number, true);
    if (!parcel) throw upsError(400, "190102", "No shipment found within the allowed void period.");
    if (parcel.voided_at) throw upsError(400, "190117", "The shipment has already been voided.");
    if (parcel.state !== "pre_transit")
      throw upsError(400, "190101", "Time for voiding has expired: the package has been scanned.");
    const now = world.now();
    await db.query("update ups_parcel set voided_at = $2 where tracking_number = $1", [number, now]);
    await insertScans(db, number, [
      {
        state: "pre_transit",
        type: "MV",
        code: "VP",
        detail: "007",
        description: "The shipper has cancelled this label.",
        city: null,
        region: null,
        country: parcel.ship_from.Address.CountryCode,
        at: now,
      },
    ]);
  });
  return {
    VoidShipmentResponse: {
      Response: { ResponseStatus: { Code: "1", Description: "Success" } },
      SummaryResult: { Status: { Code: "1", Description: "Voided" } },
      PackageLevelResults: [{ TrackingNumber: number, Status: { Code: "1", Description: "Voided" } }],
    },
  };
}
