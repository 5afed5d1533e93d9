import { packagingGrams } from "@/server/domain/shipment/shipment";
import { localText } from "@/server/kernel/local-time";
import { log } from "@/server/kernel/log";
import { withinTime } from "@/server/kernel/patience";
import type { Ports } from "@/server/ports";
import type { Carrier, Consignment } from "@/server/ports/carrier";
import { shipByOf } from "../shipment/promise";
import { type RateOffer, together, windowOf, withMarkup } from "./live-rates";
import { isAwake, letRest } from "./resting";
import type { Destination, SendingPlace } from "./sending-places";

/** How long a shopper waits for carriers. */
const patienceMs = 1_500;

/** A part of the basket as a carrier sees it. */
export type Part = SendingPlace & { weightGrams: number; size: Consignment["size"] };

export type Asked = {
  parts: readonly Part[];
  to: Destination;
  now: Date;
  currency: string;
  markupPercent: number;
};

/** Every service of every carrier that answers in time; a slow one or one that is down is left out. */
export async function askCarriers(carriers: Ports["carriers"], asked: Asked): Promise<RateOffer[]> {
  const awake = Object.values(carriers).filter(isAwake);
  const answers = await Promise.all(
    awake.map(async (carrier) => {
      const began = performance.now();
      const offers = await withinTime(offersOf(carrier, asked), patienceMs);
      if (offers) return offers;
      if (performance.now() - began >= patienceMs - 50) letRest(carrier);
      log.warn({ carrier: carrier.code }, "no price at the checkout in time");
      return [];
    }),
  );
  return answers.flat();
}

async function offersOf(carrier: Carrier, { parts, to, now, currency, markupPercent }: Asked) {
  const places = await Promise.all(
    parts.map(async ({ centre, weightGrams, size }) => {
      const earliest = shipByOf(now, "express", centre);
      const rates = await carrier.rates(
        {
          from: centre.address,
          to: receiver(to),
          weightGrams: weightGrams + packagingGrams,
          ...(size ? { size } : {}),
        },
        earliest,
      );
      const day = (at: Date) => localText(at, centre.timeZone).slice(0, 10);
      return rates
        .filter(({ cost }) => cost.currency === currency)
        .map(({ cost, deliverBy, ...service }): RateOffer => {
          const promised = shipByOf(now, service.level, centre);
          return {
            ...service,
            cost: cost.amount,
            amount: withMarkup(cost.amount, markupPercent),
            window: deliverBy
              ? windowOf(deliverBy, { earliest: day(earliest), promised: day(promised) })
              : null,
          };
        });
    }),
  );
  return together(places);
}

/** Carriers price by the postcode, but want a street and a town; until the order is placed it is nobody's. */
const receiver = ({ country, region, postalCode, line1, city }: Destination) => ({
  name: "Customer",
  line1: line1?.trim() || "General Delivery",
  city: city?.trim() || "Town",
  ...(region ? { region } : {}),
  postalCode: postalCode.trim().toUpperCase(),
  country,
});
