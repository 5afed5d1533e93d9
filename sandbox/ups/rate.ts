import { z } from "zod";
import type { World } from "@/sandbox/vendor";
import { checkAddress, loadOf } from "./checks";
import { credentials } from "./credentials";
import { upsError } from "./errors";
import { stamp } from "./places";
import { currencyOf, domestic, type Ends, services, servicesBetween } from "./services";
import { billedWeight, decimal, type Load, needsHandling, priceOf } from "./tariff";
import { addWorkingDays, businessDays, commitTime, dayText, readDay, workingDay } from "./transit";
import { endsOf, measured, party, toHome, words } from "./wire";

const rateBody = z.object({
  RateRequest: z.object({
    Shipment: z.object({
      Shipper: party.extend({ ShipperNumber: words }),
      ShipFrom: party.optional(),
      ShipTo: party,
      Service: z.object({ Code: z.string() }).optional(),
      ShipmentRatingOptions: z.object({ NegotiatedRatesIndicator: z.string().optional() }).optional(),
      Package: z.array(measured).catch([]),
      ShipmentTotalWeight: z.object({ Weight: words }).optional(),
      InvoiceLineTotal: z.object({ MonetaryValue: words }).optional(),
      DeliveryTimeInformation: z
        .object({ PackageBillType: words, Pickup: z.object({ Date: words }).optional() })
        .optional(),
    }),
  }),
});

type Shipment = z.infer<typeof rateBody>["RateRequest"]["Shipment"];

/** `POST /api/rating/v2409/{Rate|Shop}[timeintransit]`: one service or all between the two places, with days of arrival. */
export function rate(world: World, option: string, body: unknown) {
  const parsed = rateBody.safeParse(body);
  if (!parsed.success) throw refusal("9110001", `Invalid request: ${parsed.error.issues[0]?.path.join(".")}`);
  const shipment = parsed.data.RateRequest.Shipment;
  const [, wants = "", timed] = /^(rate|shop)(timeintransit)?$/i.exec(option) ?? [];
  if (!wants) throw refusal("110002", "Missing or invalid request option");
  const from = shipment.ShipFrom ?? shipment.Shipper;
  checkAddress(from, "11030", "ship from");
  checkAddress(shipment.ShipTo, "11020", "ship to");
  const ends = endsOf(from, shipment.ShipTo);
  const codes = servicesBetween(ends).filter(
    (code) => wants.toLowerCase() === "shop" || code === shipment.Service?.Code,
  );
  if (codes.length === 0)
    throw refusal("111210", "The requested service is unavailable between the selected locations.");
  const [parcel] = shipment.Package;
  if (!parcel || shipment.Package.length > 1)
    throw refusal("111530", "Exactly one package can be rated here");
  const load = loadOf(parcel, ends.from.country);
  const discounted =
    shipment.ShipmentRatingOptions?.NegotiatedRatesIndicator !== undefined &&
    shipment.Shipper.ShipperNumber === credentials().accountNumber;
  if (timed) checkTransit(shipment, ends);
  const asked = readDay(shipment.DeliveryTimeInformation?.Pickup?.Date ?? "");
  const today = readDay(stamp(world.now(), ends.from).date);
  const pickup = workingDay(asked ?? today ?? world.now());
  const moved = asked && pickup.getTime() !== asked.getTime();
  return {
    RateResponse: {
      Response: {
        ResponseStatus: { Code: "1", Description: "Success" },
        Alert: [
          ...(moved
            ? [{ Code: "270024", Description: "The pickup date was moved to the next working day." }]
            : []),
          { Code: "110971", Description: "Your invoice may vary from the displayed reference rates" },
        ],
      },
      RatedShipment: codes.map((code) => ({
        ...rated(code, load, ends, { toHome: toHome(shipment.ShipTo), discounted }),
        ...(timed ? arrival(code, ends, pickup) : {}),
      })),
    },
  };
}

/** What UPS wants to know before it names days of arrival. */
function checkTransit(shipment: Shipment, ends: Ends): void {
  const { DeliveryTimeInformation: times, ShipmentTotalWeight: weight, InvoiceLineTotal: worth } = shipment;
  if (!times?.PackageBillType || (times.Pickup && !readDay(times.Pickup.Date)))
    throw refusal("111524", "Missing or invalid delivery time information");
  if (domestic(ends)) return;
  if (!(Number(weight?.Weight) > 0)) throw refusal("111547", "Missing or invalid shipment total weight");
  if (!(Number(worth?.MonetaryValue) >= 1)) throw refusal("111549", "Missing or invalid invoice line total");
}

function rated(code: string, load: Load, ends: Ends, how: { toHome: boolean; discounted: boolean }) {
  const price = priceOf(code, load, ends, how.toHome);
  const charge = (cents: number) => ({
    CurrencyCode: currencyOf(ends.from.country),
    MonetaryValue: decimal(cents),
  });
  const billed = {
    UnitOfMeasurement: { Code: load.unit, Description: load.unit === "KGS" ? "Kilograms" : "Pounds" },
    Weight: billedWeight(load).toFixed(1),
  };
  return {
    Service: { Code: code, Description: services[code]?.name ?? "UPS" },
    RatedShipmentAlert: [
      { Code: "110971", Description: "Your invoice may vary from the displayed reference rates" },
      ...(needsHandling(load)
        ? [{ Code: "119001", Description: "Additional Handling has automatically been set on Package 1." }]
        : []),
    ],
    BillingWeight: billed,
    TransportationCharges: charge(price.transport),
    ServiceOptionsCharges: charge(price.options),
    TotalCharges: charge(price.published),
    ...(how.discounted ? { NegotiatedRateCharges: { TotalCharge: charge(price.negotiated) } } : {}),
    RatedPackage: [{ TotalCharges: charge(price.published), BillingWeight: billed }],
  };
}

function arrival(code: string, ends: Ends, pickup: Date) {
  const days = businessDays(code, ends);
  const day = addWorkingDays(pickup, days);
  const time = commitTime(code);
  return {
    ...(time ? { GuaranteedDelivery: { BusinessDaysInTransit: String(days) } } : {}),
    TimeInTransit: {
      PickupDate: dayText(pickup),
      PackageBillType: "03",
      ServiceSummary: {
        Service: { Description: services[code]?.name ?? "UPS" },
        ...(time ? { GuaranteedIndicator: "" } : {}),
        EstimatedArrival: {
          Arrival: { Date: dayText(day), Time: time ?? "233000" },
          BusinessDaysInTransit: String(days),
          Pickup: { Date: dayText(pickup), Time: "180000" },
          DayOfWeek: day.toLocaleDateString("en-US", { weekday: "short", timeZone: "UTC" }).toUpperCase(),
          CustomerCenterCutoff: "170000",
        },
        SaturdayDelivery: "0",
      },
    },
  };
}

const refusal = (code: string, message: string) => upsError(400, code, message);
