import type { World } from "@/sandbox/vendor";
import { buildTrackingNumber } from "@/server/adapters/ups/tracking-number";
import type { Forms } from "./forms";
import { drawInvoice } from "./label/invoice";
import { drawLabel, type LabelText } from "./label/label";
import { zplLabel } from "./label/zpl";
import { insertParcel } from "./parcels";
import { stamp } from "./places";
import { currencyOf, services } from "./services";
import { readShipment, type Shipment } from "./ship-body";
import { billedWeight, decimal, type Load, priceOf, zoneOf } from "./tariff";
import { addWorkingDays, businessDays, readDay } from "./transit";
import { endsOf, type Party, toHome } from "./wire";

/** `POST /api/shipments/v2409/ship`: one package a shipment, with its label and, where asked for, its invoice. */
export async function ship(world: World, body: unknown) {
  const { request, shipment, load, format } = readShipment(body);
  const from = shipment.ShipFrom ?? shipment.Shipper;
  const to = shipment.ShipTo;
  const ends = endsOf(from, to);
  const serviceCode = shipment.Service.Code;
  const price = priceOf(serviceCode, load, ends, toHome(to));
  const currency = currencyOf(ends.from.country);
  const charge = (cents: number) => ({ CurrencyCode: currency, MonetaryValue: decimal(cents) });
  const trackingNumber = buildTrackingNumber({
    shipper: shipment.Shipper.ShipperNumber,
    service: serviceCode,
    serial: await nextSerial(world),
  });
  const references = [...shipment.ReferenceNumber, ...(shipment.Package[0]?.ReferenceNumber ?? [])]
    .map((one) => one.Value)
    .filter(Boolean);
  const text = labelText(world, shipment, load, trackingNumber, references[0] ?? "");
  const label = format === "ZPL" ? Buffer.from(zplLabel(text), "ascii") : drawLabel(text);
  const negotiated = Boolean(shipment.ShipmentRatingOptions?.NegotiatedRatesIndicator);
  const invoice = shipment.ShipmentServiceOptions?.InternationalForms;
  const day = readDay(stamp(world.now(), ends.from).date);
  await insertParcel(world, {
    trackingNumber,
    serviceCode,
    weight: String(load.weight),
    weightUnit: load.unit,
    references,
    from,
    to,
    charged: decimal(negotiated ? price.negotiated : price.published),
    currency,
    scheduledFor: addWorkingDays(day ?? world.now(), businessDays(serviceCode, ends)),
    label,
    labelFormat: format,
    invoice: invoice ?? null,
  });
  const context = request.Request.TransactionReference?.CustomerContext;
  return {
    ShipmentResponse: {
      Response: {
        ResponseStatus: { Code: "1", Description: "Success" },
        ...(context ? { TransactionReference: { CustomerContext: context } } : {}),
      },
      ShipmentResults: {
        ShipmentCharges: {
          TransportationCharges: charge(price.transport),
          ServiceOptionsCharges: charge(price.options),
          TotalCharges: charge(price.published),
        },
        ...(negotiated ? { NegotiatedRateCharges: { TotalCharge: charge(price.negotiated) } } : {}),
        BillingWeight: { UnitOfMeasurement: { Code: load.unit }, Weight: billedWeight(load).toFixed(1) },
        ShipmentIdentificationNumber: trackingNumber,
        PackageResults: [
          {
            TrackingNumber: trackingNumber,
            ServiceOptionsCharges: charge(price.options),
            ShippingLabel: {
              ImageFormat: { Code: format, Description: format },
              GraphicImage: label.toString("base64"),
            },
          },
        ],
        ...(invoice ? { Form: formOf(invoice, from, to, trackingNumber) } : {}),
      },
    },
  };
}

function formOf(invoice: Forms, from: Party, to: Party, trackingNumber: string) {
  const pdf = drawInvoice(invoice, lines(from), lines(to), trackingNumber);
  return {
    Code: "01",
    Description: "All Requested International Forms",
    Image: { ImageFormat: { Code: "PDF", Description: "PDF" }, GraphicImage: pdf.toString("base64") },
    FormGroupId: `HF-${trackingNumber}`,
  };
}

function labelText(
  world: World,
  shipment: Shipment,
  load: Load,
  trackingNumber: string,
  reference: string,
): LabelText {
  const from = shipment.ShipFrom ?? shipment.Shipper;
  const ends = endsOf(from, shipment.ShipTo);
  return {
    trackingNumber,
    service: services[shipment.Service.Code]?.name ?? "UPS",
    from: lines(from),
    to: lines(shipment.ShipTo),
    weight: `${load.weight} ${load.unit}`,
    reference,
    route: `${ends.to.region || ends.to.country} ${ends.to.postalCode.slice(0, 3)} ${zoneOf(ends)}-${shipment.Service.Code}`,
    date: world
      .now()
      .toLocaleDateString("en-GB", { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" }),
  };
}

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
