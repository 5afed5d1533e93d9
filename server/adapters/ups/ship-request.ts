import type { Parcel, PostalAddress } from "@/server/ports/carrier";

/** Most characters UPS prints of a name or an address line. */
const lineLength = 35;
const pounds = new Set(["US", "PR"]);
const gramsPerPound = 453.592_37;
/** One customs area in each: UPS Standard drives inside it. */
const europeanUnion =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** The body of `POST /api/shipments/v2409/ship` for one parcel of ours, billed to the shipper's account. */
export function shipRequest(parcel: Parcel, accountNumber: string, shopName: string) {
  const references = [{ Value: clip(parcel.reference) }, { Value: compactId(parcel.labelId) }];
  // Inside the United States UPS takes references on the package, elsewhere on the shipment.
  const domestic = pounds.has(parcel.from.country) && pounds.has(parcel.to.country);
  return {
    ShipmentRequest: {
      Request: { RequestOption: "nonvalidate", TransactionReference: { CustomerContext: parcel.labelId } },
      Shipment: {
        Description: clip(`${shopName} ${parcel.reference}`),
        Shipper: { ...party(parcel.from), Name: clip(shopName), ShipperNumber: accountNumber },
        ShipFrom: party(parcel.from),
        ShipTo: party(parcel.to),
        PaymentInformation: {
          ShipmentCharge: [{ Type: "01", BillShipper: { AccountNumber: accountNumber } }],
        },
        ShipmentRatingOptions: { NegotiatedRatesIndicator: "Y" },
        ...(domestic ? {} : { ReferenceNumber: references }),
        Service: { Code: serviceCode(parcel) },
        Package: [
          {
            Packaging: { Code: "02" },
            PackageWeight: weight(parcel.weightGrams, parcel.from.country),
            ...(domestic ? { ReferenceNumber: references } : {}),
          },
        ],
      },
      LabelSpecification: {
        LabelImageFormat: { Code: "GIF" },
        HTTPUserAgent: "Mozilla/4.5",
        LabelStockSize: { Height: "6", Width: "4" },
      },
    },
  };
}

/** A UUID without its dashes: the 36 characters of the usual form are one more than UPS takes. */
export const compactId = (id: string): string => id.replaceAll("-", "").slice(0, lineLength);

/** UPS weighs in the unit of the country of origin, in tenths; rounded up, so that we never declare too little. */
export function weight(
  grams: number,
  origin: string,
): { UnitOfMeasurement: { Code: "LBS" | "KGS" }; Weight: string } {
  const unit = pounds.has(origin) ? "LBS" : "KGS";
  const tenths = Math.max(
    1,
    Math.ceil(Number(((grams / (unit === "LBS" ? gramsPerPound : 1000)) * 10).toFixed(6))),
  );
  return { UnitOfMeasurement: { Code: unit }, Weight: (tenths / 10).toFixed(1) };
}

function serviceCode({ from, to, service }: Parcel): string {
  const express = service === "express";
  if (pounds.has(from.country) && pounds.has(to.country)) return express ? "02" : "03";
  const near =
    from.country === to.country ||
    [from.country, to.country].every((country) => europeanUnion.includes(country));
  const overland = near || ["US", "CA"].every((country) => [from.country, to.country].includes(country));
  if (express) return near ? "65" : "07";
  return overland ? "11" : "08";
}

function party(address: PostalAddress) {
  return {
    Name: clip(address.company ?? address.name),
    AttentionName: clip(address.name),
    ...(address.phone ? { Phone: { Number: address.phone.replace(/\D/g, "").slice(-15) } } : {}),
    Address: {
      AddressLine: addressLines(address),
      City: address.city.slice(0, 30),
      // Only short codes go here; a written-out county is part of no UPS address.
      ...(address.region && address.region.length <= 5 ? { StateProvinceCode: address.region } : {}),
      PostalCode: postalCode(address),
      CountryCode: address.country,
    },
  };
}

/** At most three lines of 35 characters; long ones are broken between words rather than cut. */
export function addressLines({ line1, line2 }: Pick<PostalAddress, "line1" | "line2">): string[] {
  const lines: string[] = [];
  for (const given of [line1, line2 ?? ""]) {
    let line = "";
    for (const word of given.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (longer.length > lineLength && line) lines.push(line);
      line = longer.length > lineLength ? word : longer;
    }
    if (line) lines.push(line);
  }
  return lines.slice(0, 3).map(clip);
}

/** ZIP+4 goes without its dash; other codes as written, unless they are longer than UPS's nine characters. */
function postalCode({ postalCode: code, country }: PostalAddress): string {
  const written = code.trim();
  return pounds.has(country) || written.length > 9 ? written.replace(/[\s-]/g, "").slice(0, 9) : written;
}

const clip = (text: string): string => text.trim().slice(0, lineLength);
