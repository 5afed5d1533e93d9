import { providerUnavailable } from "@/server/kernel/errors";
import type { Money } from "@/server/kernel/money";
import type { BookedParcel, Parcel } from "@/server/ports/carrier";
import type { MadeShipment } from "./answers";
import { toMoney } from "./money";
import { serviceName } from "./services";
import { serviceCodeFor } from "./ship-request";

/** FedEx's names of what labels are drawn in. */
const formats: Record<string, BookedParcel["label"]["format"]> = {
  PNG: "PNG",
  PDF: "PDF",
  ZPLII: "ZPL",
};

/** The parcel that FedEx has made, with its label and what it costs. */
export function bookedParcel(parcel: Parcel, [made]: readonly MadeShipment[]): BookedParcel {
  const [piece] = made?.pieceResponses ?? [];
  const documents = piece?.packageDocuments ?? [];
  const label = documents.find(({ contentType }) => contentType === "LABEL") ?? documents[0];
  // FedEx has been seen to leave the kind out; then it is the one that was asked for.
  const asked = parcel.labelFormat === "zpl" ? "ZPLII" : "PNG";
  const format = formats[label?.docType?.toUpperCase() ?? asked] ?? formats[asked];
  if (!made || !piece || !label || !format)
    throw providerUnavailable("FedEx", new Error("The answer to a shipment holds no label."));
  const serviceCode = made.serviceType ?? serviceCodeFor(parcel);
  return {
    trackingNumber: piece.trackingNumber,
    carrierRef: made.masterTrackingNumber ?? piece.trackingNumber,
    label: { format, base64: label.encodedLabel },
    cost: costOf(made, parcel.from.country),
    serviceCode,
    serviceName: serviceName(serviceCode),
  };
}

/** The charge that FedEx calls the actual one. Where it rates nothing, the piece's own, in the currency of the origin. */
function costOf(made: MadeShipment, origin: string): Money {
  const rating = made.completedShipmentDetail?.shipmentRating;
  const charges = rating?.shipmentRateDetails ?? [];
  const actual = charges.find(({ rateType }) => rateType === rating?.actualRateType) ?? charges[0];
  if (actual) return toMoney(actual.totalNetCharge, actual.currency);
  const [piece] = made.pieceResponses;
  return toMoney(piece?.netChargeAmount ?? 0, piece?.currency ?? currencyOf(origin));
}

const currencyOf = (country: string): string =>
  ({ US: "USD", PR: "USD", CA: "CAD", GB: "GBP" })[country] ?? "EUR";
