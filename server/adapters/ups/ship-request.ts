import { localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { Parcel } from "@/server/ports/carrier";
import { clip, lineLength, party, receiver } from "./address";
import { customs } from "./customs";
import { dimensions, weight } from "./measures";
import { crossesCustoms, inUnitedStates, usualService } from "./services";

export type Account = { accountNumber: string; shopName: string };

/** The body of `POST /api/shipments/v2409/ship` for one parcel of ours, billed to the shipper's account. */
export function shipRequest(parcel: Parcel, { accountNumber, shopName }: Account, now: Date) {
  const { from, to } = parcel;
  const references = [{ Value: clip(parcel.reference) }, { Value: compactId(parcel.labelId) }];
  // Inside the United States UPS takes references on the package, elsewhere on the shipment.
  const onPackage = inUnitedStates(from) && inUnitedStates(to);
  return {
    ShipmentRequest: {
      Request: { RequestOption: "nonvalidate", TransactionReference: { CustomerContext: parcel.labelId } },
      Shipment: {
        Description: description(parcel, shopName),
        Shipper: { ...party(from), Name: clip(shopName), ShipperNumber: accountNumber },
        ShipFrom: party(from),
        ShipTo: receiver(to),
        PaymentInformation: {
          ShipmentCharge: [{ Type: "01", BillShipper: { AccountNumber: accountNumber } }],
        },
        ShipmentRatingOptions: { NegotiatedRatesIndicator: "Y" },
        ...(onPackage ? {} : { ReferenceNumber: references }),
        Service: { Code: serviceCodeFor(parcel) },
        Package: [
          {
            Packaging: { Code: "02" },
            ...(parcel.size ? { Dimensions: dimensions(parcel.size, from.country) } : {}),
            PackageWeight: weight(parcel.weightGrams, from.country),
            ...(onPackage ? { ReferenceNumber: references } : {}),
          },
        ],
        ...customs(parcel, dayOf(now, parcel)),
      },
      LabelSpecification: {
        LabelImageFormat: { Code: parcel.labelFormat === "zpl" ? "ZPL" : "GIF" },
        HTTPUserAgent: "Mozilla/4.5",
        LabelStockSize: { Height: "6", Width: "4" },
      },
    },
  };
}

export const serviceCodeFor = (parcel: Parcel): string =>
  parcel.serviceCode ?? usualService(parcel.from, parcel.to, parcel.service);

/** A UUID without its dashes: the 36 characters of the usual form are one more than UPS takes. */
export const compactId = (id: string): string => id.replaceAll("-", "").slice(0, lineLength);

/** YYYYMMDD, by the clocks of where the parcel starts. */
export const dayOf = (at: Date, { from }: Pick<Parcel, "from">): string =>
  localText(at, timeZoneOf(from)).slice(0, 10).replaceAll("-", "");

/** Customs want the goods named, the depot the order. */
function description({ from, to, contents, reference }: Parcel, shopName: string): string {
  const goods = (contents ?? []).map((one) => one.description).join(", ");
  return goods && crossesCustoms(from, to) ? goods.trim().slice(0, 50) : clip(`${shopName} ${reference}`);
}
