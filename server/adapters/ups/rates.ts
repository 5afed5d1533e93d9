import { localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { CarrierRate, Consignment } from "@/server/ports/carrier";
import { clip, party, receiver } from "./address";
import type { RatedShipment } from "./answers";
import { dimensions, weight } from "./measures";
import { toMoney } from "./money";
import { serviceOf } from "./services";
import type { Account } from "./ship-request";

/** The body of `POST /api/rating/v2409/Shoptimeintransit`: every service's price and day of arrival. */
export function rateRequest(consignment: Consignment, { accountNumber, shopName }: Account, shipAt: Date) {
  const { from, to, size, weightGrams } = consignment;
  const handedOver = localText(shipAt, timeZoneOf(from)).replace(/\D/g, "");
  return {
    RateRequest: {
      Request: { RequestOption: "Shoptimeintransit" },
      PickupType: { Code: "01" },
      Shipment: {
        Shipper: { ...place(party(from)), Name: clip(shopName), ShipperNumber: accountNumber },
        ShipFrom: place(party(from)),
        ShipTo: place(receiver(to)),
        ShipmentRatingOptions: { NegotiatedRatesIndicator: "Y" },
        Package: [
          {
            PackagingType: { Code: "02" },
            ...(size ? { Dimensions: dimensions(size, from.country) } : {}),
            PackageWeight: weight(weightGrams, from.country),
          },
        ],
        ...(from.country === to.country ? {} : abroad(consignment)),
        DeliveryTimeInformation: {
          PackageBillType: "03",
          Pickup: { Date: handedOver.slice(0, 8), Time: handedOver.slice(8) },
        },
      },
    },
  };
}

/** UPS names days across a border only when it knows these; what the goods are worth changes no price for carrying them. */
const abroad = ({ weightGrams, from }: Consignment) => ({
  ShipmentTotalWeight: weight(weightGrams, from.country),
  InvoiceLineTotal: { CurrencyCode: "USD", MonetaryValue: "50" },
});

/** What UPS charges this account, cheapest first. Services that `book` does not know are left out. */
export function ratesOf(rated: readonly RatedShipment[]): CarrierRate[] {
  return rated
    .flatMap((one): CarrierRate[] => {
      const service = serviceOf(one.Service.Code);
      if (!service) return [];
      const cost = one.NegotiatedRateCharges?.TotalCharge ?? one.TotalCharges;
      const arrival = one.TimeInTransit?.ServiceSummary.EstimatedArrival.Arrival.Date;
      return [
        {
          carrier: "ups",
          serviceCode: one.Service.Code,
          serviceName: service.name,
          level: service.level,
          cost: toMoney(cost),
          deliverBy: calendarDay(arrival ?? one.GuaranteedDelivery?.ScheduledDeliveryDate),
        },
      ];
    })
    .sort((a, b) => a.cost.amount - b.cost.amount);
}

function calendarDay(text: string | undefined): string | null {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? "");
  return day ? day.slice(1).join("-") : null;
}

/** Rating reads no phone numbers, and of regions only those of two letters. */
function place<P extends ReturnType<typeof party>>(who: P) {
  const { StateProvinceCode: region, ...address } = who.Address;
  return {
    Name: who.Name,
    AttentionName: who.AttentionName,
    Address: { ...address, ...(region?.length === 2 ? { StateProvinceCode: region } : {}) },
  };
}
