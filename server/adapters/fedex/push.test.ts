import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readPush, signatureOf } from "./push";

const token = "a-security-token-of-ours";
const now = new Date("2026-11-22T10:00:00Z");
const outForDelivery = {
  date: "2026-11-20T08:15:19-05:00",
  eventType: "OD",
  eventDescription: "On FedEx vehicle for delivery",
  exceptionCode: "",
  exceptionDescription: "",
  scanLocation: { city: "CHARLOTTE", stateOrProvinceCode: "NC", countryCode: "US" },
  derivedStatusCode: "IT",
  derivedStatus: "In transit",
};
const delivered = {
  ...outForDelivery,
  date: "2026-11-20T13:50:04-05:00",
  eventType: "DL",
  eventDescription: "Delivered",
  derivedStatusCode: "DL",
};
const result = (...scanEvents: object[]) => ({
  trackingNumberInfo: { trackingNumber: "986578788855", carrierCode: "FDXG" },
  latestStatusDetail: { code: "OD", derivedCode: "IT", description: "On FedEx vehicle for delivery" },
  estimatedDeliveryTimeWindow: {
    window: { begins: "2026-11-20T14:00:00-05:00", ends: "2026-11-20T18:00:00-05:00" },
  },
  scanEvents,
});
const wrapped = (...results: object[]) => ({
  output: { completeTrackResults: [{ trackingNumber: "986578788855", trackResults: results }] },
});

/** Reads a push as FedEx would send it; with other headers where given. */
function read(body: unknown, headers?: Record<string, string>) {
  const raw = typeof body === "string" ? body : JSON.stringify(body);
  return readPush(raw, new Headers(headers ?? { "fdx-signature": signatureOf(raw, token) }), token, now);
}

describe("a push from FedEx", () => {
  test("is read as one scan of one parcel, with when it is expected", () => {
    const body = wrapped(result(outForDelivery));
    expect(read(body)).toEqual([
      {
        trackingNumber: "986578788855",
        scan: {
          state: "out_for_delivery",
          code: "OD",
          description: "On FedEx vehicle for delivery",
          place: "CHARLOTTE, NC, US",
          at: new Date("2026-11-20T13:15:19Z"),
        },
        estimatedAt: new Date("2026-11-20T23:00:00Z"),
        dedupeKey: createHash("sha256").update(JSON.stringify(body)).digest("hex"),
      },
    ]);
  });

  test("comes in three wrappings", () => {
    const inner = { trackingNumber: "986578788855", trackResults: [result(delivered)] };
    for (const body of [wrapped(result(delivered)), { completeTrackResults: [inner] }, inner])
      expect(read(body)).toMatchObject([{ trackingNumber: "986578788855", scan: { state: "delivered" } }]);
    expect(read({ trackResults: [result(delivered)] })).toHaveLength(1);
  });

  test("may carry several scans, which come oldest first and under keys of their own", () => {
    const read2 = read(wrapped(result(delivered, outForDelivery)));
    expect(read2.map(({ scan }) => scan.code)).toEqual(["OD", "DL"]);
    expect(new Set(read2.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });

  test("has the same key when it comes again, and another one for another scan", () => {
    const body = wrapped(result(outForDelivery));
    expect(read(body)[0]?.dedupeKey).toBe(read(body)[0]?.dedupeKey);
    expect(read(wrapped(result(delivered)))[0]?.dedupeKey).not.toBe(read(body)[0]?.dedupeKey);
  });

  test("without scans says where things stand, dated now", () => {
    expect(read(wrapped(result()))).toMatchObject([{ scan: { state: "out_for_delivery", at: now } }]);
  });

  test("about a number that FedEx does not know says nothing", () => {
    const error = { code: "TRACKING.TRACKINGNUMBER.NOTFOUND", message: "Tracking number cannot be found." };
    expect(read(wrapped({ error }))).toEqual([]);
  });

  test("an exception is told with its reason, which is what staff need", () => {
    const missed = {
      ...outForDelivery,
      eventType: "DE",
      eventDescription: "Delivery exception",
      exceptionCode: "08",
      exceptionDescription: "Customer not available or business closed",
    };
    expect(read(wrapped(result(missed)))[0]?.scan).toMatchObject({
      state: "exception",
      code: "DE",
      description: "Delivery exception: Customer not available or business closed",
    });
  });

  const raw = JSON.stringify(wrapped(result(delivered)));
  test.each([
    {},
    { "fdx-signature": "" },
    { "fdx-signature": "wrong" },
    { "fdx-signature": signatureOf(raw, "another token") },
    { "fdx-signature": signatureOf(`${raw} `, token) },
    { "fdx-signature": Buffer.from(signatureOf(raw, token), "base64").toString("hex") },
    { authorization: `Bearer ${token}` },
  ])("is forbidden with %o", (headers: Record<string, string>) => {
    expect(() => read(raw, headers)).toThrow(expect.objectContaining({ kind: "forbidden" }));
  });

  test("is never taken when no token is set", () => {
    const headers = new Headers({ "fdx-signature": signatureOf(raw, "") });
    expect(() => readPush(raw, headers, "", now)).toThrow(expect.objectContaining({ kind: "forbidden" }));
  });

  test("is taken with FedEx's signature of the body, byte for byte", () => {
    // openssl dgst -sha256 -hmac a-security-token-of-ours -binary | base64, of the two letters {}
    expect(signatureOf("{}", token)).toBe("j1SBZiOZ86Mz9tjLcyqJBIlJXmTZFkcmpxi+BXWu1ag=");
  });

  test.each(["", "not json", "{}", "[]", '{"output":{}}', '{"trackResults":[]}'])(
    "with the body %s is refused as unreadable",
    (body) => {
      expect(() => read(body)).toThrow(expect.objectContaining({ kind: "invalid_input" }));
    },
  );
});
