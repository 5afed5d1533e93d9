import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { crossesCustoms } from "@/server/adapters/fedex/services";
import { transitTime } from "@/server/adapters/fedex/transit";
import { localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import { fedexError } from "./errors";
import { amount, type Price, priceOf } from "./pricing";
import { type Ends, promise, services, servicesBetween, transitDays } from "./services";
import {
  badInput,
  checkPlace,
  checkService,
  checkWeight,
  isOurAccount,
  placeBody,
  sidesBody,
  spotOf,
  weightBody,
} from "./shipment";

const commodity = z.object({ description: z.string().min(1) });
const rateBody = z.object({
  accountNumber: z.object({ value: z.string() }),
  rateRequestControlParameters: z.object({ returnTransitTimes: z.boolean().optional() }).optional(),
  requestedShipment: z.object({
    shipper: z.object({ address: placeBody }),
    recipient: z.object({ address: placeBody }),
    shipDateStamp: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .optional(),
    pickupType: z.enum(["CONTACT_FEDEX_TO_SCHEDULE", "DROPOFF_AT_FEDEX_LOCATION", "USE_SCHEDULED_PICKUP"]),
    serviceType: z.string().optional(),
    packagingType: z.literal("YOUR_PACKAGING").optional(),
    rateRequestType: z.array(z.enum(["LIST", "ACCOUNT", "PREFERRED", "INCENTIVE"])).default(["ACCOUNT"]),
    requestedPackageLineItems: z
      .array(z.object({ weight: weightBody, dimensions: sidesBody.optional() }))
      .length(1),
    customsClearanceDetail: z.object({ commodities: z.array(commodity).min(1) }).optional(),
  }),
});

/** `POST /rate/v1/rates/quotes`: every service between two places, the fastest first, or the one asked for. */
export function rate(world: World, body: unknown) {
  const parsed = rateBody.safeParse(body);
  if (!parsed.success) throw badInput(parsed.error.issues[0]?.path ?? []);
  const { accountNumber, rateRequestControlParameters: control, requestedShipment: asked } = parsed.data;
  if (!isOurAccount(accountNumber.value))
    throw fedexError(
      400,
      "ACCOUNT.NUMBER.MISMATCH",
      "When payment Type is SENDER, ShippingChargesPayment Payor AccountNumber should match the shipper account number.",
    );
  checkPlace(asked.shipper.address, "SHIPPER", "shipper");
  checkPlace(asked.recipient.address, "RECIPIENTS", "recipient");
  const ends = { from: spotOf(asked.shipper.address), to: spotOf(asked.recipient.address) };
  if (crossesCustoms(ends.from, ends.to) && !asked.customsClearanceDetail)
    throw fedexError(400, "COMMODITIES.REQUIRED", "Commodities are required for international rating.");
  if (asked.serviceType) checkService(asked.serviceType, ends);
  const [parcel] = asked.requestedPackageLineItems;
  if (!parcel) throw badInput(["requestedShipment", "requestedPackageLineItems"]);
  checkWeight(parcel.weight, ends.from.country);
  const zone = timeZoneOf({ country: ends.from.country, region: asked.shipper.address.stateOrProvinceCode });
  const today = localText(world.now(), zone).slice(0, 10);
  const day = asked.shipDateStamp ?? today;
  if (day < today) throw fedexError(400, "SHIPDATE.INVALID", "The ship date is in the past.");
  if (servicesBetween(ends).length === 0)
    throw fedexError(
      400,
      "RATE.LOCATION.NOSERVICE",
      "FedEx service is not currently available to this origin / destination combination.",
    );
  const wanted = asked.serviceType ? [asked.serviceType] : servicesBetween(ends);
  const types = asked.rateRequestType.includes("LIST")
    ? (["ACCOUNT", "LIST"] as const)
    : (["ACCOUNT"] as const);
  return {
    rateReplyDetails: wanted.map((serviceType) => {
      const price = priceOf(serviceType, ends, parcel.weight, parcel.dimensions);
      return {
        ...service(serviceType),
        packagingType: "YOUR_PACKAGING",
        ratedShipmentDetails: types.map((type) => rated(type, price)),
        ...(control?.returnTransitTimes ? times(serviceType, ends, day) : {}),
        signatureOptionType: "SERVICE_DEFAULT",
      };
    }),
    quoteDate: day,
    encoded: false,
  };
}

function service(serviceType: string) {
  const { name = serviceType, code = "" } = services[serviceType] ?? {};
  return {
    serviceType,
    serviceName: `${name}®`,
    serviceDescription: {
      serviceType,
      code,
      description: name,
      serviceCategory: "parcel",
      names: [{ type: "long", encoding: "ascii", value: name }],
    },
  };
}

function rated(rateType: "ACCOUNT" | "LIST", price: Price) {
  const net = rateType === "ACCOUNT" ? price.net : price.list;
  const off = rateType === "ACCOUNT" ? price.discount : 0;
  const surcharges = net - price.base + off;
  return {
    rateType,
    ratedWeightMethod: price.byVolume ? "DIM" : "ACTUAL",
    totalDiscounts: amount(off),
    totalBaseCharge: amount(price.base),
    totalNetCharge: amount(net),
    totalNetFedExCharge: amount(net),
    shipmentRateDetail: {
      rateZone: String(price.zone).padStart(2, "0"),
      dimDivisor: price.dimDivisor,
      fuelSurchargePercent: price.fuelPercent,
      totalSurcharges: amount(surcharges),
      totalFreightDiscount: amount(off),
      surCharges: [
        ...(price.residential > 0
          ? [
              {
                type: "RESIDENTIAL_DELIVERY",
                description: "Residential delivery",
                level: "PACKAGE",
                amount: amount(price.residential),
              },
            ]
          : []),
        {
          type: "FUEL",
          description: "Fuel Surcharge",
          level: "PACKAGE",
          amount: amount(surcharges - price.residential),
        },
      ],
      totalBillingWeight: price.billed,
      currency: price.currency,
    },
    currency: price.currency,
  };
}

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Express services name the hour; ground services the day, and how many it takes. */
function times(serviceType: string, ends: Ends, day: string) {
  const there = promise(serviceType, ends, day);
  const dayOfWeek = weekdays[new Date(`${there.day}T12:00:00Z`).getUTCDay()] ?? "MON";
  const flies = services[serviceType]?.carrier === "FDXE";
  const at = flies ? `${there.day}T${there.time}:00` : `${there.day}T23:59:00`;
  return {
    operationalDetail: {
      ineligibleForMoneyBackGuarantee: false,
      serviceCode: services[serviceType]?.code ?? "",
      airportId: "MEM",
      deliveryDay: dayOfWeek,
      ...(flies
        ? { commitDate: at, deliveryDate: at }
        : { transitTime: transitTime(transitDays(serviceType, ends)) }),
    },
    commit: { dateDetail: { dayOfWeek, dayFormat: at }, saturdayDelivery: false },
  };
}
