import type { CarrierOffer } from "../../../db/schema";
import { dayWords } from "../../kernel/day-words";
import { type Money, money } from "../../kernel/money";
import type { CarrierCode, CarrierRate, ServiceLevel } from "../../ports/carrier";

/** What one carrier answered for each package; null: no answer in time. */
export type Asked = { carrier: CarrierCode; name: string; rates: readonly CarrierRate[][] | null };

/** A service for all packages at once. */
export type Offer = Pick<
  CarrierRate,
  "carrier" | "serviceCode" | "serviceName" | "level" | "cost" | "deliverBy"
>;

export type Wanted = {
  level: ServiceLevel;
  /** The day that was promised (YYYY-MM-DD); null: none was. */
  deliverBy: string | null;
  /** What the shopper paid for, for when nobody answers. */
  carrierOffer: CarrierOffer | null;
  /** A person's choice, or the service of the packages that have their label already. */
  chosen?: { carrier: string; serviceCode: string; why: string } | undefined;
};

export type Choice = {
  carrier: CarrierCode;
  serviceCode?: string;
  serviceName?: string;
  reason: string;
  silent: string[];
  offers: (Offer & { inTime: boolean; chosen: boolean })[];
};

/** Services that every package can go by, with the sum of their prices and the latest day. */
export function offersFor(asked: readonly Asked[]): Offer[] {
  return asked.flatMap(({ rates }) => {
    const [first = [], ...others] = rates ?? [];
    return first.flatMap((rate) => {
      const all = [rate];
      for (const list of others) {
        const same = list.find(
          (one) => one.serviceCode === rate.serviceCode && one.cost.currency === rate.cost.currency,
        );
        if (!same) return [];
        all.push(same);
      }
      return [{ ...rate, cost: total(all.map(({ cost }) => cost)), deliverBy: latest(all) }];
    });
  });
}

const total = (costs: readonly Money[]): Money =>
  money(
    costs.reduce((sum, cost) => sum + cost.amount, 0),
    costs[0]?.currency ?? "USD",
  );

/** When the last package arrives; a carrier that does not say so of one has not said it of all. */
function latest(rates: readonly CarrierRate[]): string | null {
  const days = rates.map(({ deliverBy }) => deliverBy);
  return days.includes(null) ? null : (days.sort().at(-1) ?? null);
}

const never = "9999-12-31";
const cheaper = (a: Offer, b: Offer): number =>
  a.cost.amount - b.cost.amount || (a.deliverBy ?? never).localeCompare(b.deliverBy ?? never);
const faster = (a: Offer, b: Offer): number =>
  (a.deliverBy ?? never).localeCompare(b.deliverBy ?? never) || a.cost.amount - b.cost.amount;

/**
 * The service to buy: the cheapest that keeps the promise, among express services where the shopper paid for one; the fastest
 * when none keeps it. Where no carrier answers, what the shopper chose, or the usual carrier's usual service.
 */
export function chooseOffer(asked: readonly Asked[], wanted: Wanted, currency: string): Choice {
  const silent = asked.filter(({ rates }) => rates === null).map(({ name }) => name);
  const quoted = offersFor(asked);
  // Prices in two currencies can't be compared; the shop's own is the one it pays in, as a rule.
  const own = quoted.filter((offer) => offer.cost.currency === currency);
  const comparable =
    own.length > 0 ? own : quoted.filter((o) => o.cost.currency === quoted[0]?.cost.currency);
  const inTime = ({ deliverBy }: Offer): boolean =>
    wanted.deliverBy === null || (deliverBy !== null && deliverBy <= wanted.deliverBy);
  const choose = (offer: Offer, reason: string): Choice => ({
    carrier: offer.carrier,
    serviceCode: offer.serviceCode,
    serviceName: offer.serviceName,
    reason: silent.length > 0 ? `${reason} ${said(silent)}` : reason,
    silent,
    offers: [...comparable]
      .sort(cheaper)
      .map((one) => ({ ...one, inTime: inTime(one), chosen: one === offer })),
  });

  const { chosen } = wanted;
  if (chosen) {
    const known = comparable.find(
      (o) => o.carrier === chosen.carrier && o.serviceCode === chosen.serviceCode,
    );
    if (known) return choose(known, chosen.why);
    if (asked.some(({ carrier }) => carrier === chosen.carrier))
      return { ...unasked(chosen.carrier as CarrierCode, chosen), reason: chosen.why, silent, offers: [] };
  }

  const express = comparable.filter(({ level }) => level === "express");
  const fit = wanted.level === "express" && express.length > 0 ? express : comparable;
  const [best] = fit.filter(inTime).sort(cheaper);
  if (best) return choose(best, whyBest(best, fit.filter(inTime).length, wanted));
  const [fastest] = [...fit].sort(faster);
  if (fastest)
    return choose(
      fastest,
      `${fastest.serviceName} is the fastest: nothing arrives by ${wanted.deliverBy && dayWords(wanted.deliverBy)} as promised.`,
    );
  return withoutOffers(asked, wanted, silent);
}

function whyBest(best: Offer, count: number, { level, deliverBy }: Wanted): string {
  const express = level === "express" && best.level === "express" ? " express" : "";
  const of = count === 1 ? `the only${express} service` : `the cheapest of ${count}${express} services`;
  return deliverBy
    ? `${best.serviceName} is ${of} that ${count === 1 ? "arrives" : "arrive"} by ${dayWords(deliverBy)} as promised.`
    : `${best.serviceName} is ${of}.`;
}

/** Nobody gave a price: what the shopper chose, else the first carrier there is. */
function withoutOffers(asked: readonly Asked[], { carrierOffer }: Wanted, silent: string[]): Choice {
  const nobody = silent.length > 0 ? said(silent) : "No carrier gave a price.";
  const promised = carrierOffer && asked.find(({ carrier }) => carrier === carrierOffer.carrier);
  if (promised)
    return {
      ...unasked(promised.carrier, carrierOffer),
      serviceName: carrierOffer.serviceName,
      reason: `${nobody} ${carrierOffer.serviceName} is what the shopper chose.`,
      silent,
      offers: [],
    };
  const usual = asked.find(({ carrier }) => carrier === "ups") ?? asked[0];
  const carrier = usual?.carrier ?? "ups";
  return {
    carrier,
    reason: `${nobody} ${usual?.name ?? "UPS"} and its usual service are taken.`,
    silent,
    offers: [],
  };
}

const unasked = (carrier: CarrierCode, { serviceCode }: { serviceCode: string }) => ({
  carrier,
  serviceCode,
});

const said = (silent: readonly string[]): string => `${silent.join(" and ")} gave no price in time.`;
