import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Parcel } from "@/server/ports/carrier";
import { deliver, eventually, newYork, type TestApp, testApp } from "@/server/testing";

let shop: TestApp;
const parcel: Parcel = {
  labelId: "0198d6a2-3b7e-7c11-9a55-4f1f6f0f8a55",
  reference: "HF-100001-1",
  from: { ...newYork, name: "Holdfast East", postalCode: "12205", city: "Albany", phone: "5185550142" },
  to: newYork,
  weightGrams: 1200,
  service: "standard",
};

beforeAll(async () => {
  shop = await testApp({ fedex: true });
});
afterAll(async () => {
  await shop?.drop();
});

const carriers = () => {
  const { ups, fedex } = shop.app.ports.carriers;
  if (!ups || !fedex) throw new Error("Both carriers should be set up.");
  return { ups, fedex };
};
const advance = (trackingNumber: string, to: string) =>
  shop.control<{ state: string; scans: number }>("POST", "/control/parcels/advance", { trackingNumber, to });

describe("both carriers in one sandbox", () => {
  test("a parcel is moved by its number, whoever carries it", async () => {
    const { ups, fedex } = carriers();
    for (const carrier of [ups, fedex]) {
      const { trackingNumber } = await carrier.book(parcel);
      expect(await advance(trackingNumber, "delivered")).toMatchObject({ state: "delivered" });
      expect((await carrier.track(trackingNumber)).scans.at(-1)?.state).toBe("delivered");
    }
    await expect(advance("794640182352", "delivered")).rejects.toThrow("FedEx has no parcel");
    await expect(advance("hello", "delivered")).rejects.toThrow("404");
  });

  test("FedEx's pushes reach the shop signed, each scan once", async () => {
    const { fedex } = carriers();
    const { trackingNumber } = await fedex.book(parcel);
    const { scans } = await advance(trackingNumber, "out_for_delivery");
    const pushed = await eventually(async () => {
      const kept = shop.webhooks.filter(({ body }) => body.includes(trackingNumber));
      expect(kept).toHaveLength(scans);
      return kept;
    });
    for (const { path, body, headers } of pushed) {
      expect(path).toBe("/api/webhooks/fedex");
      expect((await fedex.verifyPush(body, headers))[0]?.trackingNumber).toBe(trackingNumber);
      // A number that the shop does not know is no fault: the account may be used elsewhere, too.
      await deliver(shop.ctx(), { path, body, headers });
    }
  });

  test("the sandbox's page shows FedEx's parcels and their labels", async () => {
    const { fedex } = carriers();
    const image = await fedex.book(parcel);
    const zpl = await fedex.book({ ...parcel, labelFormat: "zpl" });
    const page = await (await fetch(shop.sandbox)).text();
    expect(page).toContain(`<code>${image.trackingNumber}</code>`);
    for (const [{ trackingNumber, label }, extension] of [
      [image, "png"],
      [zpl, "zpl"],
    ] as const) {
      const path = `/control/fedex/labels/${trackingNumber}.${extension}`;
      expect(page).toContain(path);
      const file = Buffer.from(await (await fetch(shop.sandbox + path)).arrayBuffer());
      expect(file.equals(Buffer.from(label.base64, "base64"))).toBe(true);
    }
    const labels = await shop.control<{ trackingNumber: string; references: string[] }[]>(
      "GET",
      "/control/fedex/labels",
    );
    expect(labels[0]).toMatchObject({ trackingNumber: zpl.trackingNumber, voided: false });
  });

  test("prices of both can be compared, and neither is always the cheaper one", async () => {
    const { ups, fedex } = carriers();
    const cheapest = async (over: Partial<Parcel>) => {
      const at = new Date(shop.clock.now().getTime() + 3_600_000);
      const [ours] = await ups.rates({ ...parcel, ...over }, at);
      const [theirs] = await fedex.rates({ ...parcel, ...over }, at);
      return (ours?.cost.amount ?? 0) < (theirs?.cost.amount ?? 0) ? "ups" : "fedex";
    };
    const west = { ...newYork, city: "San Francisco", region: "CA", postalCode: "94105" };
    const winners = await Promise.all(
      [400, 2_000, 6_000, 15_000].flatMap((weightGrams) => [
        cheapest({ weightGrams }),
        cheapest({ weightGrams, to: west }),
        cheapest({ weightGrams, to: { ...west, company: "Engines" } }),
      ]),
    );
    expect(new Set(winners)).toEqual(new Set(["ups", "fedex"]));
  });
});
