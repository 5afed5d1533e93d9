import { after, days } from "@/server/kernel/clock";
import { localText } from "@/server/kernel/local-time";
import { timeZoneOf } from "@/server/kernel/time-zone";
import type { CarrierRate, Consignment } from "@/server/ports/carrier";
import { place } from "./address";
import type { RateReply } from "./answers";
import { customsForRating } from "./customs";
import { dimensions, weight } from "./measures";
import { toMoney } from "./money";
import { isResidential, serviceOf } from "./services";
import { arrivalAfter } from "./transit";

/** FedEx quotes for no day further away. */
const furthestDays = 10;

/** The day on which a parcel is handed over, by the clocks of where it starts; within the days that FedEx quotes for. */
export function shipDay({ from }: Pick<Consignment, "from">, shipAt: Date, now: Date): string {
  const last = after(now, days(furthestDays - 1));
  const at = shipAt < now ? now : shipAt > last ? last : shipAt;
  return localText(at, timeZoneOf(from)).slice(0, 10);
}

/** The body of `POST /rate/v1/rates/quotes`: every service's price for this account, and its day of arrival. */
export function rateRequest(consignment: Consignment, accountNumber: string, day: string) {
  const { from, to, size, weightGrams } = consignment;
  return {
    accountNumber: { value: accountNumber },
    rateRequestControlParameters: { returnTransitTimes: true },
    requestedShipment: {
      shipper: { address: place(from) },
      recipient: { address: { ...place(to), residential: isResidential(to) } },
      shipDateStamp: day,
      pickupType: "USE_SCHEDULED_PICKUP",
      packagingType: "YOUR_PACKAGING",
      rateRequestType: ["ACCOUNT"],
      totalPackageCount: 1,
      totalWeight: weight(weightGrams, from.country).value,
      requestedPackageLineItems: [
        {
          groupPackageCount: 1,
          weight: weight(weightGrams, from.country),
          ...(size ? { dimensions: dimensions(size, from.country) } : {}),
        },
      ],
      ...customsForRating(consignment),
    },
  };
}

/** What FedEx charges this account, cheapest first. Services that are not for single parcels are left out. */
export function ratesOf(replies: readonly RateReply[], day: string): CarrierRate[] {
  return replies
    .flatMap((reply): CarrierRate[] => {
      const service = serviceOf(reply.serviceType);
      const charged =
        reply.ratedShipmentDetails.find((one) => one.rateType === "ACCOUNT") ?? reply.ratedShipmentDetails[0];
      const currency = charged?.currency ?? charged?.shipmentRateDetail?.currency;
      if (!service || !charged || !currency) return [];
      return [
        {
          carrier: "fedex",
          serviceCode: reply.serviceType,
          serviceName: service.name,
          level: service.level,
          cost: toMoney(charged.totalNetCharge, currency),
          deliverBy: deliverBy(reply, day),
        },
      ];
    })
    .sort((a, b) => a.cost.amount - b.cost.amount);
}

/** FedEx says the day in one of three fields, by service, and of ground services sometimes only how many days it takes. */
function deliverBy({ commit, operationalDetail: detail }: RateReply, shipped: string): string | null {
  const said = [commit?.dateDetail?.dayFormat, detail?.deliveryDate, detail?.commitDate];
  const day = said.map((text) => /^\d{4}-\d\d-\d\d/.exec(text ?? "")?.[0]).find(Boolean);
  return day ?? arrivalAfter(shipped, detail?.transitTime);
}
