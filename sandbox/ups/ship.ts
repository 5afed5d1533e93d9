import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { buildTrackingNumber } from "@/server/adapters/ups/tracking-number";
import { credentials } from "./credentials";
import { upsError } from "./errors";
import { drawLabel } from "./label/label";
import { insertParcel } from "./parcels";
import { currencyOf, decimal, type Ends, priceOf, services, servicesBetween, zoneOf } from "./services";

/** Loose on purpose: what is missing is answered with UPS's own error for it, not with a parser's. */
const words = z.string().trim().catch("");
const address = z
  .object({
    AddressLine: z.array(words).catch([]),
    City: words,
    StateProvinceCode: words,
    PostalCode: words,
    CountryCode: words,
  })
  .catch({ AddressLine: [], City: "", StateProvinceCode: "", PostalCode: "", CountryCode: "" });
const party = z.object({ Name: words, AttentionName: words, Address: address });
export type Party = z.infer<typeof party>;
const reference = z.array(z.object({ Value: words })).catch([]);

const shipBody = z.object({
  ShipmentRequest: z.object({
    Request: z.object({ TransactionReference: z.object({ CustomerContext: words }).optional() }).catch({}),
    Shipment: z.object({
      Shipper: party.extend({ ShipperNumber: words }),
      ShipFrom: party.optional(),
      ShipTo: party,
      PaymentInformation: z
        .object({
          ShipmentCharge: z.array(z.object({ BillShipper: z.object({ AccountNumber: words }).optional() })),
        })
        .optional(),
      ShipmentRatingOptions: z.object({ NegotiatedRatesIndicator: z.string().optional() }).optional(),
      ReferenceNumber: reference,
      Service: z.object({ Code: words }).catch({ Code: "" }),
      Package: z
        .array(
          z.object({
            Packaging: z.object({ Code: words }).catch({ Code: "" }),
            PackageWeight: z
              .object({ UnitOfMeasurement: z.object({ Code: words }), Weight: words })
              .optional(),
            ReferenceNumber: reference,
          }),
        )
        .catch([]),
    }),
    LabelSpecification: z.object({ LabelImageFormat: z.object({ Code: words }) }).optional(),
  }),
});
type Shipment = z.infer<typeof shipBody>["ShipmentRequest"]["Shipment"];

/** `POST /api/shipments/v2409/ship`: one package a shipment, GIF only. */
export async function ship(world: World, body: unknown) {
  const parsed = shipBody.safeParse(body);
  if (!parsed.success)
    throw upsError(400, "9120001", `Invalid request: ${parsed.error.issues[0]?.path.join(".")}`);
  const { Shipment: shipment, Request: request, LabelSpecification: label } = parsed.data.ShipmentRequest;
  const [parcel] = shipment.Package;
  check(shipment, label?.LabelImageFormat.Code);
  if (!parcel?.PackageWeight) throw upsError(400, "120127", "Missing/Illegal PackageWeight");
  const from = shipment.ShipFrom ?? shipment.Shipper;
  const ends = endsOf(from, shipment.ShipTo);
  const { Weight: weight, UnitOfMeasurement: unit } = parcel.PackageWeight;
  const price = priceOf(shipment.Service.Code, Number(weight), ends);
  const currency = currencyOf(ends.from.country);
  const charge = (cents: number) => ({ CurrencyCode: currency, MonetaryValue: decimal(cents) });
  const trackingNumber = buildTrackingNumber({
    shipper: shipment.Shipper.ShipperNumber,
    service: shipment.Service.Code,
    serial: await nextSerial(world),
  });
  const references = [...shipment.ReferenceNumber, ...parcel.ReferenceNumber]
    .map((one) => one.Value)
    .filter(Boolean);
  const image = drawLabel({
    trackingNumber,
    service: services[shipment.Service.Code]?.name ?? "UPS",
    from: lines(from),
    to: lines(shipment.ShipTo),
    weight: `${weight} ${unit.Code}`,
    reference: references[0] ?? "",
    route: `${shipment.ShipTo.Address.StateProvinceCode || ends.to.country} ${ends.to.postalCode.slice(0, 3)} ${zoneOf(ends)}-${shipment.Service.Code}`,
    date: world
      .now()
      .toLocaleDateString("en-GB", { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" }),
  });
  const negotiated = Boolean(shipment.ShipmentRatingOptions?.NegotiatedRatesIndicator);
  await insertParcel(world, {
    trackingNumber,
    serviceCode: shipment.Service.Code,
    weight,
    weightUnit: unit.Code,
    references,
    from,
    to: shipment.ShipTo,
    charged: decimal(negotiated ? price.negotiated : price.published),
    currency,
    transitDays: services[shipment.Service.Code]?.days ?? 4,
    label: image,
  });
  const context = request.TransactionReference?.CustomerContext;
  return {
    ShipmentResponse: {
      Response: {
        ResponseStatus: { Code: "1", Description: "Success" },
        ...(context ? { TransactionReference: { CustomerContext: context } } : {}),
      },
      ShipmentResults: {
        ShipmentCharges: {
          TransportationCharges: charge(price.published),
          ServiceOptionsCharges: charge(0),
          TotalCharges: charge(price.published),
        },
        ...(negotiated ? { NegotiatedRateCharges: { TotalCharge: charge(price.negotiated) } } : {}),
        BillingWeight: {
          UnitOfMeasurement: { Code: unit.Code },
          Weight: Math.max(1, Math.ceil(Number(weight))).toFixed(1),
        },
        ShipmentIdentificationNumber: trackingNumber,
        PackageResults: [
          {
            TrackingNumber: trackingNumber,
            ServiceOptionsCharges: charge(0),
            ShippingLabel: {
              ImageFormat: { Code: "GIF", Description: "GIF" },
              GraphicImage: image.toString("base64"),
            },
          },
        ],
      },
    },
  };
}

function check(shipment: Shipment, labelFormat: string | undefined): void {
  const { accountNumber } = credentials();
  const wrong = (code: string, message: string) => upsError(400, code, message);
  if (shipment.Shipper.ShipperNumber !== accountNumber)
    throw wrong("120100", "Missing or invalid shipper number");
  const paysBy = shipment.PaymentInformation?.ShipmentCharge[0]?.BillShipper?.AccountNumber;
  if (paysBy !== accountNumber) throw wrong("120401", "Missing or invalid payer account number");
  checkAddress(shipment.Shipper, "12010", "shipper");
  checkAddress(shipment.ShipTo, "12020", "ship to");
  if (shipment.ShipFrom) checkAddress(shipment.ShipFrom, "12030", "ship from");
  const from = shipment.ShipFrom ?? shipment.Shipper;
  if (!services[shipment.Service.Code]) throw wrong("120500", "Missing or invalid service code");
  if (!servicesBetween(endsOf(from, shipment.ShipTo)).includes(shipment.Service.Code))
    throw wrong("121210", "The requested service is unavailable between the selected locations.");
  const [parcel] = shipment.Package;
  if (shipment.Package.length !== 1 || !parcel)
    throw wrong("120600", "Exactly one package can be shipped here");
  if (!parcel.Packaging.Code) throw wrong("120601", "Missing or invalid packaging type");
  const unit = parcel.PackageWeight?.UnitOfMeasurement.Code;
  const pounds = ["US", "PR"].includes(from.Address.CountryCode);
  if (unit !== (pounds ? "LBS" : "KGS"))
    throw wrong("111057", "This measurement system is not valid for the selected country or territory.");
  const weight = Number(parcel.PackageWeight?.Weight);
  if (!(weight > 0)) throw wrong("120127", "Missing/Illegal PackageWeight");
  if (weight > (pounds ? 150 : 70)) throw wrong("111030", "Package exceeds the maximum weight.");
  if (labelFormat !== "GIF")
    throw wrong("120605", "Missing or invalid label image format; this sandbox prints GIF");
}

function checkAddress(who: Party, family: string, name: string): void {
  const { Address: at } = who;
  const wrong = (digit: number, part: string) =>
    upsError(400, `${family}${digit}`, `Missing or invalid ${name} ${part}`);
  if (!who.Name || who.Name.length > 35) throw wrong(0, "name");
  if (
    at.AddressLine.length === 0 ||
    at.AddressLine.length > 3 ||
    at.AddressLine.some((line) => !line || line.length > 35)
  )
    throw wrong(2, "address line 1");
  if (!at.City || at.City.length > 30) throw wrong(5, "city");
  if (!/^[A-Z]{2}$/.test(at.CountryCode)) throw wrong(8, "country code");
  if (["US", "CA"].includes(at.CountryCode) && !/^[A-Z]{2}$/.test(at.StateProvinceCode))
    throw wrong(6, "state province code");
  if (at.CountryCode === "US" ? !/^\d{5}(\d{4})?$/.test(at.PostalCode) : at.PostalCode.length > 9)
    throw wrong(7, "postal code");
  // 00000 stands for every ZIP code that does not exist, so that a refusal can be tried.
  if (at.CountryCode === "US" && at.PostalCode.startsWith("00000"))
    throw upsError(
      400,
      "111285",
      `The postal code ${at.PostalCode} is invalid for ${at.StateProvinceCode} United States.`,
    );
}

export const endsOf = (from: Party, to: Party): Ends => ({
  from: { country: from.Address.CountryCode, postalCode: from.Address.PostalCode },
  to: { country: to.Address.CountryCode, postalCode: to.Address.PostalCode },
});

function lines({ Name, AttentionName, Address: at }: Party): string[] {
  const attention = AttentionName && AttentionName !== Name ? [AttentionName] : [];
  return [
    Name,
    ...attention,
    ...at.AddressLine,
    [at.City, at.StateProvinceCode, at.PostalCode, at.CountryCode].filter(Boolean).join(" "),
  ];
}

async function nextSerial(world: World): Promise<number> {
  const { rows } = await world.db.query<{ serial: string }>("select nextval('ups_parcel_serial') as serial");
  return Number(rows[0]?.serial);
}
