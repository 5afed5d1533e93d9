import { DomainError } from "@/server/kernel/errors";
import type { Parcel } from "@/server/ports/carrier";
import { party, phoneOf, receiver } from "./address";
import { customs } from "./customs";
import { dimensions, weight } from "./measures";
import { usualService } from "./services";

/** Most characters of a reference that FedEx Ground takes. */
const referenceLength = 30;

/** The body of `POST /ship/v1/shipments` for one parcel of ours, billed to the shipper's account. */
export function shipRequest(parcel: Parcel, accountNumber: string, shopName: string) {
  const { from, to } = parcel;
  const own = phoneOf(from);
  // FedEx takes no address without a number to call; the warehouse can tell the driver what the shopper would.
  const theirs = phoneOf(to) ?? own;
  if (!theirs)
    throw new DomainError(
      "invalid_input",
      "FedEx wants a phone number of ten digits or more: give the place that ships one, or the order.",
      { carrier: "fedex" },
    );
  return {
    labelResponseOptions: "LABEL",
    accountNumber: { value: accountNumber },
    requestedShipment: {
      shipper: party({ ...from, company: shopName }, own ?? theirs),
      recipients: [receiver(to, theirs)],
      pickupType: "USE_SCHEDULED_PICKUP",
      serviceType: serviceCodeFor(parcel),
      packagingType: "YOUR_PACKAGING",
      totalWeight: weight(parcel.weightGrams, from.country).value,
      shippingChargesPayment: {
        paymentType: "SENDER",
        payor: { responsibleParty: { accountNumber: { value: accountNumber } } },
      },
      labelSpecification: labelSpecification(parcel),
      rateRequestType: ["ACCOUNT"],
      totalPackageCount: 1,
      ...customs(parcel),
      requestedPackageLineItems: [
        {
          groupPackageCount: 1,
          weight: weight(parcel.weightGrams, from.country),
          ...(parcel.size ? { dimensions: dimensions(parcel.size, from.country) } : {}),
          customerReferences: [
            // The one that FedEx finds parcels by.
            { customerReferenceType: "CUSTOMER_REFERENCE", value: compactId(parcel.labelId) },
            { customerReferenceType: "INVOICE_NUMBER", value: parcel.reference.slice(0, referenceLength) },
          ],
        },
      ],
    },
  };
}

export const serviceCodeFor = (parcel: Parcel): string =>
  parcel.serviceCode ?? usualService(parcel.from, parcel.to, parcel.service);

/** Thermal printers take ZPL on 4 × 6 in stock; a PNG of the same size prints from a browser. */
const labelSpecification = ({ labelFormat }: Parcel) => ({
  labelFormatType: "COMMON2D",
  labelStockType: labelFormat === "zpl" ? "STOCK_4X6" : "PAPER_4X6",
  imageType: labelFormat === "zpl" ? "ZPLII" : "PNG",
});

/** A UUID in 25 letters and digits: its 32 hexadecimal ones are two more than FedEx Ground takes. */
export function compactId(id: string): string {
  const hex = id.replaceAll("-", "");
  return /^[0-9a-f]{32}$/i.test(hex)
    ? BigInt(`0x${hex}`).toString(36).toUpperCase().padStart(25, "0")
    : id.slice(0, referenceLength);
}
