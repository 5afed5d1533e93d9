import { z } from "zod";
import { checkAddress, loadOf } from "./checks";
import { credentials } from "./credentials";
import { upsError } from "./errors";
import { checkForms, forms } from "./forms";
import { domestic, services, servicesBetween } from "./services";
import type { Load } from "./tariff";
import { endsOf, measured, party, reference, words } from "./wire";

const code = z.object({ Code: words }).catch({ Code: "" });

const shipBody = z.object({
  ShipmentRequest: z.object({
    Request: z.object({ TransactionReference: z.object({ CustomerContext: words }).optional() }).catch({}),
    Shipment: z.object({
      Description: words,
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
      InvoiceLineTotal: z.object({ CurrencyCode: words, MonetaryValue: words }).optional(),
      ShipmentServiceOptions: z.object({ InternationalForms: forms.optional() }).optional(),
      Service: code,
      Package: z.array(measured.extend({ Packaging: code, ReferenceNumber: reference })).catch([]),
    }),
    LabelSpecification: z
      .object({
        LabelImageFormat: z.object({ Code: words }),
        LabelStockSize: z.object({ Height: words, Width: words }).optional(),
      })
      .optional(),
  }),
});
type Request = z.infer<typeof shipBody>["ShipmentRequest"];
export type Shipment = Request["Shipment"];

/** A request for a label that UPS would accept, with what is carried. */
export function readShipment(body: unknown): {
  request: Request;
  shipment: Shipment;
  load: Load;
  format: "GIF" | "ZPL";
} {
  const parsed = shipBody.safeParse(body);
  if (!parsed.success) throw refusal("9120001", `Invalid request: ${parsed.error.issues[0]?.path.join(".")}`);
  const request = parsed.data.ShipmentRequest;
  const { Shipment: shipment } = request;
  checkParties(shipment);
  checkService(shipment);
  const [parcel] = shipment.Package;
  if (shipment.Package.length !== 1 || !parcel)
    throw refusal("120600", "Exactly one package can be shipped here");
  if (!parcel.Packaging.Code) throw refusal("120601", "Missing or invalid packaging type");
  const load = loadOf(parcel, (shipment.ShipFrom ?? shipment.Shipper).Address.CountryCode);
  checkExport(shipment);
  return { request, shipment, load, format: labelFormat(request) };
}

function checkParties({ Shipper, ShipFrom, ShipTo, PaymentInformation }: Shipment): void {
  const { accountNumber } = credentials();
  if (Shipper.ShipperNumber !== accountNumber) throw refusal("120100", "Missing or invalid shipper number");
  if (PaymentInformation?.ShipmentCharge[0]?.BillShipper?.AccountNumber !== accountNumber)
    throw refusal("120401", "Missing or invalid payer account number");
  checkAddress(Shipper, "12010", "shipper");
  checkAddress(ShipTo, "12020", "ship to");
  if (ShipFrom) checkAddress(ShipFrom, "12030", "ship from");
}

function checkService({ Service, ShipFrom, Shipper, ShipTo }: Shipment): void {
  if (!services[Service.Code]) throw refusal("120500", "Missing or invalid service code");
  if (!servicesBetween(endsOf(ShipFrom ?? Shipper, ShipTo)).includes(Service.Code))
    throw refusal("121210", "The requested service is unavailable between the selected locations.");
}

/** What leaves the country needs a name for its goods, somebody to call, and papers that add up. */
function checkExport(shipment: Shipment): void {
  const from = shipment.ShipFrom ?? shipment.Shipper;
  const to = shipment.ShipTo;
  if (domestic(endsOf(from, to))) return;
  if (!shipment.Description) throw refusal("120541", "Missing or invalid shipment description of goods");
  if (!shipment.Shipper.Phone?.Number) throw refusal("120115", "Shipper phone number is required");
  if (!to.Phone?.Number) throw refusal("120217", "ShipTo phone number is required");
  const total = shipment.InvoiceLineTotal;
  if (
    from.Address.CountryCode === "US" &&
    to.Address.CountryCode === "CA" &&
    !(Number(total?.MonetaryValue) >= 1)
  )
    throw refusal("120530", "Missing or invalid invoice line total");
  const { InternationalForms } = shipment.ShipmentServiceOptions ?? {};
  if (InternationalForms) checkForms(InternationalForms);
}

function labelFormat({ LabelSpecification: label }: Request): "GIF" | "ZPL" {
  const format = label?.LabelImageFormat.Code;
  if (format !== "GIF" && format !== "ZPL")
    throw refusal("120605", "Missing or invalid label image format; this sandbox prints GIF and ZPL");
  const { Height, Width } = label?.LabelStockSize ?? {};
  if (format === "ZPL" && !(Width === "4" && ["6", "8"].includes(Height ?? "")))
    throw refusal("120606", "Missing or invalid label stock size");
  return format;
}

const refusal = (number: string, message: string) => upsError(400, number, message);
