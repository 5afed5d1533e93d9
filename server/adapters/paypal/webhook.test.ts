import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { certificateSource, certificateStore } from "./certificates";
import { paypalGateway } from "./index";

const webhookId = "WEBHOOKOFTHETEST1";
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const days = (n: number) => new Date(Date.now() + n * 86_400_000);
const certificate = async (from: Date, to: Date, name = "messageverificationcerts.paypal.com") =>
  (
    await generate([{ name: "commonName", value: name }], {
      algorithm: "sha256",
      keyPair: { privateKey, publicKey },
      notBeforeDate: from,
      notAfterDate: to,
    })
  ).cert;

/** What the certificate's server was asked for. */
let asked: string[] = [];
let server: Server;
let apiUrl: string;
const served: Record<string, string> = {};

beforeAll(async () => {
  served["CERT-good"] = await certificate(days(-1), days(300));
  served["CERT-old"] = await certificate(days(-300), days(-1));
  served["CERT-none"] = "There is nothing here.";
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const found = served[(request.url ?? "").split("/").at(-1) ?? ""];
    if (request.url?.endsWith("CERT-moved")) {
      response.writeHead(302, { location: `${apiUrl}/v1/notifications/certs/CERT-good` }).end();
    } else response.writeHead(found ? 200 : 404).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/paypal`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
});

const body = JSON.stringify({
  id: "WH-1",
  event_type: "PAYMENT.CAPTURE.COMPLETED",
  resource_type: "capture",
  create_time: "2026-11-22T10:00:00.000Z",
  resource: {
    id: "CAPTURE0000000001",
    custom_id: "0198f3a0-0000-7000-8000-000000000001",
    supplementary_data: { related_ids: { order_id: "ORDER000000000001" } },
  },
});

type Forged = { time?: Date; certUrl?: string; webhookId?: string; of?: string; algo?: string };
const headersFor = (given: Forged = {}) => {
  const time = (given.time ?? new Date()).toISOString();
  const what = `t-1|${time}|${given.webhookId ?? webhookId}|${crc32(given.of ?? body)}`;
  return new Headers({
    "paypal-transmission-id": "t-1",
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("sha256", Buffer.from(what), privateKey).toString("base64"),
    "paypal-cert-url": given.certUrl ?? `${apiUrl}/v1/notifications/certs/CERT-good`,
    "paypal-auth-algo": given.algo ?? "SHA256withRSA",
  });
};
const gateway = (change: { apiUrl?: string } = {}) =>
  paypalGateway({ clientId: "c", clientSecret: "s", webhookId, apiUrl, ...change });
const refused = expect.objectContaining({ kind: "forbidden" });

describe("a webhook of PayPal's", () => {
  test("is read, with the ids it names", async () => {
    expect(await gateway().verifyWebhook(body, headersFor())).toEqual({
      eventId: "WH-1",
      type: "PAYMENT.CAPTURE.COMPLETED",
      occurredAt: new Date("2026-11-22T10:00:00.000Z"),
      paymentRef: "ORDER000000000001",
      paymentId: "0198f3a0-0000-7000-8000-000000000001",
    });
  });

  test("may be hours late after an outage of ours, for PayPal tries for three days", async () => {
    const late = await gateway().verifyWebhook(body, headersFor({ time: days(-2.9) }));
    expect(late.eventId).toBe("WH-1");
  });

  test("costs one look at its certificate, however many come", async () => {
    const one = gateway();
    await Promise.all([0, 1, 2].map(() => one.verifyWebhook(body, headersFor())));
    await one.verifyWebhook(body, headersFor());
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["a changed body", body.replace("COMPLETED", "REFUNDED"), {}],
    ["the signature of another webhook of ours", body, { webhookId: "ANOTHERWEBHOOK001" }],
    ["a signature over another body", body, { of: "{}" }],
    ["one older than PayPal's own tries", body, { time: days(-3.1) }],
    ["another way to sign", body, { algo: "SHA1withRSA" }],
  ] as [string, string, Forged][])("%s is refused", async (_, sent, given) => {
    await expect(gateway().verifyWebhook(sent, headersFor(given))).rejects.toEqual(refused);
  });

  test("no signature at all is refused, and no certificate is fetched for it", async () => {
    await expect(gateway().verifyWebhook(body, new Headers())).rejects.toEqual(refused);
    const timeless = headersFor();
    timeless.set("paypal-transmission-time", "soon");
    await expect(gateway().verifyWebhook(body, timeless)).rejects.toEqual(refused);
    expect(asked).toEqual([]);
  });

  test("a signed body that is no event is invalid_input", async () => {
    for (const odd of ["no json", "{}"])
      await expect(gateway().verifyWebhook(odd, headersFor({ of: odd }))).rejects.toMatchObject({
        kind: "invalid_input",
      });
  });
});

describe("the certificate's address", () => {
  const foreign = (base: string) => [
    "https://evil.example/v1/notifications/certs/CERT-good",
    "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-good",
    "https://api.paypal.com@evil.example/v1/notifications/certs/CERT-good",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "",
    `${base}/v1/notifications/certs/../../../CERT-good`,
    `${base}/v1/notifications/certs/CERT-good?x=1`,
    `${base}/v1/notifications/certs/CERT-good#x`,
    `${base}/v1/notifications/certs/%2e%2e`,
    `${base}/other/CERT-good`,
    base.replace("127.0.0.1", "127.0.0.1:80@127.0.0.1"),
  ];

  test("that is not PayPal's is never fetched", async () => {
    for (const certUrl of foreign(apiUrl))
      await expect(gateway().verifyWebhook(body, headersFor({ certUrl }))).rejects.toEqual(refused);
    expect(asked).toEqual([]);
  });

  test("of a live shop is a live one of PayPal's, of a test shop a test one", () => {
    const live = certificateSource("https://api-m.paypal.com/");
    expect(live).toEqual({
      addresses: [
        "https://api.paypal.com/v1/notifications/certs/",
        "https://api-m.paypal.com/v1/notifications/certs/",
      ],
      name: "messageverificationcerts.paypal.com",
    });
    expect(certificateSource("https://api-m.sandbox.paypal.com").name).toBe(
      "messageverificationcerts.sandbox.paypal.com",
    );
  });

  test("that leads elsewhere is not followed", async () => {
    const certUrl = `${apiUrl}/v1/notifications/certs/CERT-moved`;
    await expect(gateway().verifyWebhook(body, headersFor({ certUrl }))).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
    expect(asked).toHaveLength(1);
  });
});

describe("a certificate", () => {
  const stored = (name?: string) =>
    certificateStore(
      { addresses: [`${apiUrl}/v1/notifications/certs/`], ...(name ? { name } : {}) },
      { timeoutMs: 2_000, now: () => new Date() },
    );
  const at = (name: string) => `${apiUrl}/v1/notifications/certs/${name}`;

  test("that has run out, or is none, is refused", async () => {
    await expect(stored()(at("CERT-old"))).rejects.toEqual(refused);
    await expect(stored()(at("CERT-none"))).rejects.toEqual(refused);
  });

  test("that can't be fetched now is asked for again at the next webhook", async () => {
    const certificateAt = stored();
    await expect(certificateAt(at("CERT-later"))).rejects.toMatchObject({ kind: "provider_unavailable" });
    served["CERT-later"] = served["CERT-good"] ?? "";
    expect((await certificateAt(at("CERT-later"))).subject).toContain("messageverificationcerts");
  });

  test("of the real PayPal must carry PayPal's name and an authority's word", async () => {
    await expect(
      stored("messageverificationcerts.sandbox.paypal.com")(at("CERT-good")),
    ).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("not made out to"),
    });
    await expect(stored("messageverificationcerts.paypal.com")(at("CERT-good"))).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("authority"),
    });
  });
});
