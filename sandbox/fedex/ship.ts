import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { crossesCustoms } from "@/server/adapters/fedex/services";
import { buildTrackingNumber } from "@/server/adapters/fedex/tracking-number";
import { instantOf, localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import { fedexError } from "./errors";
import { placeOf } from "./journey";
import { drawLabel } from "./label/label";
import { insertParcel, type Reference } from "./parcels";
import { type Price, priceOf } from "./pricing";
import { promise } from "./services";
import { shipmentAnswer } from "./ship-answer";
import {
  badInput,
  checkParty,
  checkService,
  checkWeight,
  isOurAccount,
  type Party,
  partyBody,
  sidesBody,
  spotOf,
  weightBody,
} from "./shipment";
import { labelled } from "./steps";

const account = z.object({ value: z.string() });
const money = z.object({ amount: z.number().positive(), currency: z.string().length(3) });
const commodity = z.object({
  description: z.string().min(1).max(450),
  countryOfManufacture: z.string().length(2),
  quantity: z.number().int().positive(),
  quantityUnits: z.string().min(1),
  unitPrice: money,
  customsValue: money,
  weight: weightBody,
});
const reference = z.object({
  customerReferenceType: z.enum([
    "CUSTOMER_REFERENCE",
    "DEPARTMENT_NUMBER",
    "INVOICE_NUMBER",
    "P_O_NUMBER",
    "INTRACOUNTRY_REGULATORY_REFERENCE",
    "RMA_ASSOCIATION",
  ]),
  value: z.string().min(1).max(40),
});

const shipBody = z.object({
  labelResponseOptions: z.enum(["LABEL", "URL_ONLY"]),
  accountNumber: account,
  requestedShipment: z.object({
    shipper: partyBody,
    recipients: z.array(partyBody).length(1),
    shipDatestamp: z.string().optional(),
    pickupType: z.enum(["CONTACT_FEDEX_TO_SCHEDULE", "DROPOFF_AT_FEDEX_LOCATION", "USE_SCHEDULED_PICKUP"]),
    serviceType: z.string(),
    packagingType: z.literal("YOUR_PACKAGING"),
    totalWeight: z.number().positive(),
    shippingChargesPayment: z.object({
      paymentType: z.literal("SENDER"),
      payor: z.object({ responsibleParty: z.object({ accountNumber: account }) }).optional(),
    }),
    labelSpecification: z.object({
      labelFormatType: z.enum(["COMMON2D", "LABEL_DATA_ONLY"]).optional(),
      labelStockType: z.string(),
      imageType: z.enum(["PNG", "PDF", "ZPLII"]),
    }),
    customsClearanceDetail: z
      .object({ commercialInvoice: z.object({}), commodities: z.array(commodity).min(1).max(999) })
      .optional(),
    requestedPackageLineItems: z
      .array(
        z.object({
          weight: weightBody,
          dimensions: sidesBody.optional(),
          customerReferences: z.array(reference).default([]),
        }),
      )
      .length(1),
  }),
});
type Shipment = z.infer<typeof shipBody>["requestedShipment"];

/** `POST /ship/v1/shipments`: one package a shipment, its label in the answer. */
export async function ship(world: World, body: unknown) {
  const parsed = shipBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  const { accountNumber, requestedShipment: asked } = parsed.data;
  const [to] = asked.recipients;
  const [parcel] = asked.requestedPackageLineItems;
  if (!to || !parcel) throw badInput(["requestedShipment"]);
  checkAccounts(accountNumber.value, asked);
  checkParty(asked.shipper, "SHIPPER", "shipper");
  checkParty(to, "RECIPIENTS", "recipient");
  const ends = { from: spotOf(asked.shipper.address), to: spotOf(to.address) };
  checkService(asked.serviceType, ends);
  checkWeight(parcel.weight, ends.from.country);
  checkReferences(parcel.customerReferences, asked.serviceType);
  checkStock(asked.labelSpecification);
  if (crossesCustoms(ends.from, ends.to) && !asked.customsClearanceDetail)
    throw fedexError(
      400,
      "CUSTOMSCLEARANCEDETAIL.REQUIRED",
      "The goods must be named for customs: customsClearanceDetail is required.",
    );
  const price = priceOf(asked.serviceType, ends, parcel.weight, parcel.dimensions);
  const trackingNumber = buildTrackingNumber(await nextSerial(world));
  const origin = asked.shipper.address;
  const today = localText(
    world.now(),
    timeZoneOf({ country: origin.countryCode, region: origin.stateOrProvinceCode }),
  ).slice(0, 10);
  const day = asked.shipDatestamp && asked.shipDatestamp > today ? asked.shipDatestamp : today;
  const promised = promise(asked.serviceType, ends, day);
  const zone = timeZoneOf({ country: to.address.countryCode, region: to.address.stateOrProvinceCode });
  const type = asked.labelSpecification.imageType;
  const label = drawLabel(
    labelText(trackingNumber, asked, to, price, { shipDay: day, dueDay: promised.day }),
    type,
  );
  await insertParcel(
    world,
    {
      tracking_number: trackingNumber,
      ship_date: day,
      service_type: asked.serviceType,
      weight: parcel.weight.value,
      weight_unit: parcel.weight.units,
      customer_references: parcel.customerReferences,
      ship_from: asked.shipper,
      ship_to: to,
      charged: price.net / 100,
      currency: price.currency,
      promised_at: instantOf(`${promised.day}T${promised.time}`, zone) ?? world.now(),
      label_type: type,
      label,
    },
    labelled(placeOf(origin)),
  );
  return shipmentAnswer({
    trackingNumber,
    serviceType: asked.serviceType,
    day,
    dueDay: promised.day,
    price,
    references: parcel.customerReferences,
    type,
    label,
    domestic: ends.from.country === "US" && ends.to.country === "US",
  });
}

function checkAccounts(given: string, { shippingChargesPayment: { payor } }: Shipment): void {
  if (!isOurAccount(given))
    throw fedexError(
      400,
      "ACCOUNTNUMBER.REGISTRATION.REQUIRED",
      "Please enter a valid 9-digit FedEx account number or register for a new FedEx account number.",
    );
  if (payor && payor.responsibleParty.accountNumber.value !== given)
    throw fedexError(
      400,
      "ACCOUNT.NUMBER.MISMATCH",
      "When payment Type is SENDER, ShippingChargesPayment Payor AccountNumber should match the shipper account number.",
    );
}

/** What drives takes shorter references than what flies. */
function checkReferences(references: readonly Reference[], serviceType: string): void {
  const longest = serviceType.includes("GROUND") ? 30 : 40;
  const wrong = references.find(({ value, customerReferenceType: type }) =>
    type === "CUSTOMER_REFERENCE" ? value.length > longest : value.length > 30,
  );
  if (wrong)
    throw fedexError(
      400,
      "CUSTOMERREFERENCE.VALUE.TOOLONG",
      `The value of ${wrong.customerReferenceType} is longer than the service takes.`,
    );
}

/** Rolls of stock are for thermal printers, sheets of paper for others. */
function checkStock({ imageType, labelStockType }: Shipment["labelSpecification"]): void {
  const fits = imageType === "ZPLII" ? labelStockType === "STOCK_4X6" : labelStockType === "PAPER_4X6";
  if (!fits)
    throw fedexError(
      400,
      "LABELSTOCKTYPE.INVALID",
      `This stand-in prints ${imageType === "ZPLII" ? "ZPLII on STOCK_4X6" : `${imageType} on PAPER_4X6`} only.`,
    );
}

function labelText(
  trackingNumber: string,
  asked: Shipment,
  to: Party,
  { zone, billed }: Price,
  days: { shipDay: string; dueDay: string },
) {
  const [parcel] = asked.requestedPackageLineItems;
  const references = parcel?.customerReferences ?? [];
  const textOf = (type: string) => references.find((one) => one.customerReferenceType === type)?.value ?? "";
  return {
    trackingNumber,
    serviceType: asked.serviceType,
    from: lines(asked.shipper, true),
    to: lines(to, to.address.countryCode !== asked.shipper.address.countryCode),
    phone: to.contact.phoneNumber,
    weight: `${parcel?.weight.value ?? billed.value} ${billed.units}`,
    reference: textOf("CUSTOMER_REFERENCE"),
    invoice: textOf("INVOICE_NUMBER"),
    zone,
    destination: to.address,
    ...days,
  };
}

function lines({ contact, address: at }: Party, withCountry: boolean): string[] {
  const names = [...new Set([contact.personName, contact.companyName].filter(Boolean))];
  return [
    ...names,
    ...at.streetLines,
    [at.city, at.stateOrProvinceCode, at.postalCode, withCountry && at.countryCode].filter(Boolean).join(" "),
  ];
}

async function nextSerial(world: World): Promise<number> {
  const { rows } = await world.db.query<{ serial: string }>(
    "select nextval('fedex_parcel_serial') as serial",
  );
  return Number(rows[0]?.serial);
}
