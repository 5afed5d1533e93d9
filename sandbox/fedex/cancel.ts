import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { fedexError } from "./errors";
import { placeOf } from "./journey";
import { findParcel, insertScans, transaction } from "./parcels";
import { badInput, isOurAccount } from "./shipment";
import { cancelled } from "./steps";

const cancelBody = z.object({
  accountNumber: z.object({ value: z.string() }),
  trackingNumber: z.string().min(1),
  deletionControl: z.literal("DELETE_ALL_PACKAGES").optional(),
  senderCountryCode: z.string().length(2).optional(),
});

/** `PUT /ship/v1/shipments/cancel`: refused once the parcel has been scanned. */
export async function cancelShipment(world: World, body: unknown) {
  const parsed = cancelBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  const { accountNumber, trackingNumber } = parsed.data;
  if (!isOurAccount(accountNumber.value))
    throw fedexError(400, "ACCOUNT.NUMBER.MISMATCH", "The account number is not that of the shipment.");
  await transaction(world, async (db) => {
    const parcel = await findParcel(db, trackingNumber, true);
    if (!parcel)
      throw fedexError(
        404,
        "TRACKINGNUMBER.NOTFOUND",
        "The tracking number is not one of a shipment of yours.",
      );
    if (parcel.cancelled_at)
      throw fedexError(400, "SHIPMENT.ALREADY.CANCELLED", "The shipment has already been cancelled.");
    if (parcel.state !== "pre_transit")
      throw fedexError(
        400,
        "SHIPMENT.CANCEL.NOTALLOWED",
        "The shipment can't be cancelled: it has been tendered to FedEx.",
      );
    const now = world.now();
    await db.query("update fedex_parcel set cancelled_at = $2 where tracking_number = $1", [
      trackingNumber,
      now,
    ]);
    await insertScans(db, trackingNumber, [{ ...cancelled(placeOf(parcel.ship_from.address)), at: now }]);
  });
  return { cancelledShipment: true, cancelledHistory: true, successMessage: "Success" };
}
