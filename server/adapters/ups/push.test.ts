import { describe, expect, test } from "vitest";
import { readPush } from "./push";

const credential = "a-credential-of-ours";
const now = new Date("2026-11-22T10:00:00Z");
const outForDelivery = {
  trackingNumber: "1Z204W4R0308071865",
  localActivityDate: "20240423",
  localActivityTime: "091519",
  activityLocation: { city: "Charlotte", stateProvince: "NC", postalCode: "30004", country: "US" },
  activityStatus: { type: "I", code: "OT", description: "Out for Delivery", descriptionCode: 21 },
  scheduledDeliveryDate: "20240423",
  gmtActivityDate: "20240423",
  gmtActivityTime: "131519",
};
const delivered = {
  ...outForDelivery,
  activityStatus: { type: "D", code: "FS", description: "Delivered", descriptionCode: 11 },
  gmtActivityTime: "135004",
  actualDeliveryDate: "20240423",
  actualDeliveryTime: "095004",
};
const read = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${credential}` }) =>
  readPush(typeof body === "string" ? body : JSON.stringify(body), new Headers(headers), credential, now);

describe("a push from UPS", () => {
  test("names the end of the window while the parcel is out for delivery, and no day otherwise", () => {
    const window = { deliveryStartTime: "134500", deliveryEndTime: "174500", gmtOffset: "-04.00" };
    expect(read({ ...outForDelivery, ...window })[0]?.estimatedAt).toEqual(new Date("2024-04-23T21:45:00Z"));
    expect(read({ ...outForDelivery, ...window, gmtOffset: undefined })[0]?.estimatedAt).toBeUndefined();
    expect(read({ ...delivered, ...window })[0]?.estimatedAt).toBeUndefined();
  });

  test("is read as one scan of one parcel", () => {
    expect(read(outForDelivery)).toEqual([
      {
        trackingNumber: "1Z204W4R0308071865",
        scan: {
          state: "out_for_delivery",
          code: "OT",
          description: "Out for Delivery",
          place: "Charlotte, NC, US",
          at: new Date("2024-04-23T13:15:19Z"),
        },
        dedupeKey: "1Z204W4R0308071865:2024-04-23T13:15:19.000Z:OT",
      },
    ]);
    expect(read(delivered)[0]?.scan.state).toBe("delivered");
  });

  test("may carry several events", () => {
    expect(read([outForDelivery, delivered]).map((push) => push.scan.state)).toEqual([
      "out_for_delivery",
      "delivered",
    ]);
  });

  test("has the same key when it comes again, and another one for another scan", () => {
    const [first, again, other] = [
      outForDelivery,
      { ...outForDelivery, scheduledDeliveryDate: "20240424" },
      delivered,
    ];
    expect(read(again)[0]?.dedupeKey).toBe(read(first)[0]?.dedupeKey);
    expect(read(other)[0]?.dedupeKey).not.toBe(read(first)[0]?.dedupeKey);
  });

  test("without a time is dated now and keyed by what it says", () => {
    const timeless = { trackingNumber: "1Z204W4R0308071865", activityStatus: { type: "X", code: "48" } };
    const [push] = read(timeless);
    expect(push?.scan.at).toEqual(now);
    expect(read(timeless)[0]?.dedupeKey).toBe(push?.dedupeKey);
    expect(read({ ...timeless, deliveryTimeDescription: "end of day" })[0]?.dedupeKey).toBe(push?.dedupeKey);
  });

  test("is taken with the credential as bearer token or in the header of older set-ups", () => {
    expect(read(delivered, { credential })).toHaveLength(1);
    expect(read(delivered, { authorization: `bearer ${credential}` })).toHaveLength(1);
  });

  test.each([
    {},
    { authorization: "Bearer wrong" },
    { authorization: `Basic ${credential}` },
    { credential: "" },
    { credential: `${credential} x` },
    { authorization: "Bearer wrong", credential },
  ])("is forbidden with %o", (headers: Record<string, string>) => {
    expect(() => read(delivered, headers)).toThrow(expect.objectContaining({ kind: "forbidden" }));
  });

  test("is never taken when no credential is set", () => {
    expect(() => readPush(JSON.stringify(delivered), new Headers(), "", now)).toThrow(
      expect.objectContaining({ kind: "forbidden" }),
    );
  });

  test.each(["", "not json", "{}", "[]", JSON.stringify({ trackingNumber: "1Z204W4R0308071865" })])(
    "with the body %s is refused as unreadable",
    (body) => {
      expect(() => read(body)).toThrow(expect.objectContaining({ kind: "invalid_input" }));
    },
  );
});
