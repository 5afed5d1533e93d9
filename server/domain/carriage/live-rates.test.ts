import { describe, expect, test } from "vitest";
import { cheapestAndFastest, type RateOffer, together, windowOf, withMarkup } from "./live-rates";

const offer = (
  serviceCode: string,
  amount: number,
  by: string | null,
  over: Partial<RateOffer> = {},
): RateOffer => ({
  carrier: "ups",
  serviceCode,
  serviceName: serviceCode,
  level: "standard",
  cost: amount,
  amount,
  window: by ? { from: by, by } : null,
  ...over,
});
const names = (offers: RateOffer[]) => offers.map((one) => one.serviceCode);

describe("of many services the shopper sees two", () => {
  const ground = offer("ground", 840, "2026-11-26");
  const twoDay = offer("two-day", 1900, "2026-11-25");
  const nextDay = offer("next-day", 4200, "2026-11-24");

  test("the cheapest and the fastest", () => {
    expect(names(cheapestAndFastest([nextDay, ground, twoDay]))).toEqual(["ground", "next-day"]);
  });
  test("one, where the cheapest is as fast as any", () => {
    expect(names(cheapestAndFastest([offer("dear", 5000, "2026-11-26"), ground]))).toEqual(["ground"]);
  });
  test("the cheaper of two that arrive the same day", () => {
    expect(names(cheapestAndFastest([ground, nextDay, offer("early", 9000, "2026-11-24")]))).toEqual([
      "ground",
      "next-day",
    ]);
  });
  test("of two for one price the earlier", () => {
    expect(names(cheapestAndFastest([offer("slow", 840, "2026-11-30"), ground]))).toEqual(["ground"]);
  });
  test("a service without a day counts as the slowest, and can still be the cheapest", () => {
    expect(names(cheapestAndFastest([offer("no-day", 500, null), ground]))).toEqual(["no-day", "ground"]);
    expect(names(cheapestAndFastest([ground, offer("no-day", 900, null)]))).toEqual(["ground"]);
  });
  test("none, when no carrier goes there", () => {
    expect(cheapestAndFastest([])).toEqual([]);
  });
});

describe("what is added for packing", () => {
  test("is a share of what the carrier asks, rounded to whole cents", () => {
    expect(withMarkup(840, 0)).toBe(840);
    expect(withMarkup(845, 10)).toBe(930);
    expect(withMarkup(845, 200)).toBe(2535);
  });
});

describe("the days of a slower service", () => {
  test("begin with the first collection and end with the promised one", () => {
    expect(windowOf("2026-11-25", { earliest: "2026-11-23", promised: "2026-11-24" })).toEqual({
      from: "2026-11-25",
      by: "2026-11-26",
    });
  });
  test("pass over the weekend", () => {
    expect(windowOf("2026-11-27", { earliest: "2026-11-26", promised: "2026-11-27" })).toEqual({
      from: "2026-11-27",
      by: "2026-11-30",
    });
  });
  test("are one day, when it leaves at once", () => {
    expect(windowOf("2026-11-25", { earliest: "2026-11-23", promised: "2026-11-23" })).toEqual({
      from: "2026-11-25",
      by: "2026-11-25",
    });
  });
});

describe("an order from two places", () => {
  const east = [offer("ground", 800, "2026-11-25"), offer("next-day", 4000, "2026-11-24")];
  test("costs both parcels and has arrived with the later one", () => {
    expect(together([east, [offer("ground", 1200, "2026-11-27")]])).toEqual([
      { ...offer("ground", 2000, "2026-11-27"), cost: 2000 },
    ]);
  });
  test("has no day when one of them has none", () => {
    expect(together([east, [offer("ground", 1200, null)]])[0]?.window).toBeNull();
  });
  test("can't be sent by a service that one place can't have", () => {
    expect(names(together([east, [offer("ground", 1, "2026-11-27", { carrier: "fedex" })]]))).toEqual([]);
    expect(names(together([east]))).toEqual(["ground", "next-day"]);
  });
});
