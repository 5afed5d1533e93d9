import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually, type TestApp, testApp } from "@/server/testing";
import { resendMailer } from "./resend";
import { signatureOf } from "./signature";

const webhookSecret = "whsec_c2FuZGJveC1yZXNlbmQtc2VjcmV0";
const now = new Date("2026-11-22T12:00:00Z");

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ resend: true });
});
afterEach(() => shop.control("DELETE", "/control/faults"));
afterAll(() => shop.drop());

const message = {
  to: "ada@example.com",
  subject: "Order HF-100001: please pay by 14:32",
  html: "<p>Grüße, “Ada”</p>",
  text: "Grüße, “Ada”",
  messageId: "0190aaaa-1111-7222-8333-444455556666@holdfast.test",
};
const mailer = (over: Partial<Parameters<typeof resendMailer>[0]> = {}) =>
  resendMailer({
    apiKey: "re_sandbox",
    webhookSecret,
    apiUrl: `${shop.sandbox}/resend`,
    from: "Holdfast <orders@holdfast.test>",
    now: () => now,
    ...over,
  });
type Got = {
  subject: string;
  text: string;
  headers: Record<string, string>;
  attachments: { fileName: string; contentType: string; content: string }[];
};
const inbox = (to: string) => shop.control<Got[]>("GET", `/control/mail?to=${to}`);

/** A service that answers as it is told. */
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
async function answering(status: number, body: string, headers: Record<string, string> = {}, waitMs = 0) {
  const server = createServer((_request, response) => {
    setTimeout(() => response.writeHead(status, headers).end(body), waitMs);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return mailer({ apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 200 });
}
const refusal = (name: string, words: string) => JSON.stringify({ statusCode: 422, name, message: words });

describe("a message that Resend takes", () => {
  test("arrives with both parts, its files and the headers of one-click unsubscribing", async () => {
    const { ref } = await mailer().send({
      ...message,
      to: "whole@example.com",
      unsubscribeUrl: "https://shop.test/api/unsubscribe?x=1",
      attachments: [
        { fileName: "PO-1.pdf", contentType: "application/pdf", content: new Uint8Array([37, 80, 0, 255]) },
      ],
    });
    expect(ref).toMatch(/^[0-9a-f-]{36}$/);
    const [got] = await inbox("whole@example.com");
    expect(got).toMatchObject({ subject: message.subject, text: message.text });
    expect(got?.headers).toEqual({
      "auto-submitted": "auto-generated",
      "list-unsubscribe": "<https://shop.test/api/unsubscribe?x=1>",
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    });
    const [file] = got?.attachments ?? [];
    expect(file).toMatchObject({ fileName: "PO-1.pdf", contentType: "application/pdf" });
    expect([...Buffer.from(file?.content ?? "", "base64")]).toEqual([37, 80, 0, 255]);
  });

  test("is taken once under its key, and has the same reference each time", async () => {
    const once = { ...message, to: "twice@example.com", messageId: "once@holdfast.test" };
    const [first, second] = [await mailer().send(once), await mailer().send(once)];
    expect(second).toEqual(first);
    expect(await inbox("twice@example.com")).toHaveLength(1);
    // Another text under the key of one that is out: it must not go out as well.
    expect(await mailer().send({ ...once, subject: "Another" })).toEqual({ ref: null });
    expect(await inbox("twice@example.com")).toHaveLength(1);
  });

  test("whose answer got lost is sent again and arrives once", async () => {
    await shop.control("PUT", "/control/faults/resend", { answerLossRate: 1 });
    const lost = { ...message, to: "lost@example.com", messageId: "lost@holdfast.test" };
    await expect(mailer({ timeoutMs: 300 }).send(lost)).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
    await shop.control("DELETE", "/control/faults");
    await mailer().send(lost);
    expect(await inbox("lost@example.com")).toHaveLength(1);
  });
});

describe("a refusal that may pass", () => {
  test("500, a wrong key, a sender that is not verified and an answer that can't be read wait for a retry", async () => {
    await shop.control("PUT", "/control/faults/resend", { errorRate: 1 });
    await expect(mailer().send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
    await shop.control("DELETE", "/control/faults");
    const unavailable = { kind: "provider_unavailable" };
    await expect(mailer({ apiKey: "re_other" }).send(message)).rejects.toMatchObject(unavailable);
    const sender = await answering(422, refusal("invalid_from_address", "Invalid `from` field."));
    await expect(sender.send(message)).rejects.toMatchObject(unavailable);
    const domain = await answering(403, refusal("validation_error", "The domain is not verified."));
    await expect(domain.send(message)).rejects.toMatchObject(unavailable);
    await expect((await answering(200, "<html>")).send(message)).rejects.toMatchObject(unavailable);
    const busy = await answering(409, refusal("concurrent_idempotent_requests", "still in progress"));
    await expect(busy.send(message)).rejects.toMatchObject(unavailable);
  });

  test("429 says when to come again", async () => {
    const busy = await answering(429, refusal("rate_limit_exceeded", "Too many requests."), {
      "retry-after": "7",
    });
    await expect(busy.send(message)).rejects.toMatchObject({
      kind: "provider_unavailable",
      details: { retryAfterSeconds: 7 },
    });
  });

  test("a service that is silent runs into the time-out", async () => {
    const slow = await answering(200, "{}", {}, 1_000);
    await expect(slow.send(message)).rejects.toMatchObject({
      kind: "provider_unavailable",
      cause: { name: "TimeoutError" },
    });
  });
});

test("a refusal for good names the address and repeats the service's words", async () => {
  await expect(mailer().send({ ...message, to: "not an address", messageId: "bad@x" })).rejects.toMatchObject(
    {
      kind: "undeliverable",
      message: expect.stringContaining("The mail service says: Invalid `to` field."),
      details: { address: "not an address" },
    },
  );
});

describe("a report", () => {
  const body = (over: object = {}) =>
    JSON.stringify({
      type: "email.bounced",
      created_at: "2026-11-22T11:59:58.000Z",
      data: {
        email_id: "56761188-7520-42d8-8898-ff6fc54ce618",
        to: ["ada@example.com"],
        tags: { notification: "0190aaaa-1111-7222-8333-444455556666" },
        bounce: { type: "Permanent", subType: "General", message: "No such user" },
        ...over,
      },
    });
  const signed = (raw: string, over: Record<string, string> = {}) => {
    const [id, timestamp] = ["msg_1", String(now.getTime() / 1000)];
    const signature = `v1,${signatureOf(id, timestamp, raw, webhookSecret)}`;
    return new Headers({ "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature, ...over });
  };
  const verify = async (raw: string, headers: Headers) => mailer().verifyReport?.(raw, headers);

  test("that is signed is read in our words", async () => {
    expect(await verify(body(), signed(body()))).toEqual({
      eventId: "msg_1",
      type: "email.bounced",
      ref: "56761188-7520-42d8-8898-ff6fc54ce618",
      messageId: "0190aaaa-1111-7222-8333-444455556666",
      outcome: "dead",
      words: "No such user",
      occurredAt: new Date("2026-11-22T11:59:58.000Z"),
    });
    const full = body({ bounce: { type: "Transient", message: "Full" } });
    expect(await verify(full, signed(full))).toMatchObject({ outcome: "bounced" });
  });

  test("is signed as Svix's own example is", () => {
    // From Svix's documentation of signing by hand.
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(signatureOf("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", '{"test": 2432232314}', secret)).toBe(
      "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  test.each([
    ["unsigned", (raw: string) => [raw, new Headers()] as const],
    ["changed on the way", (raw: string) => [raw.replace("Permanent", "Transient"), signed(raw)] as const],
    [
      "signed with another secret",
      (raw: string) => [raw, signed(raw, { "svix-signature": "v1,AAAA" })] as const,
    ],
    ["of another id", (raw: string) => [raw, signed(raw, { "svix-id": "msg_2" })] as const],
    [
      "six minutes old",
      (raw: string) => {
        const timestamp = String(now.getTime() / 1000 - 360);
        const signature = `v1,${signatureOf("msg_1", timestamp, raw, webhookSecret)}`;
        return [raw, signed(raw, { "svix-timestamp": timestamp, "svix-signature": signature })] as const;
      },
    ],
  ])("that is %s is refused", async (_, make) => {
    const [raw, headers] = make(body());
    await expect(verify(raw, headers)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("of the stand-in passes the check", async () => {
    const { ref } = await mailer().send({
      ...message,
      to: "dead@example.com",
      messageId: "dead@holdfast.test",
    });
    await shop.control("POST", "/control/resend/report", { email: ref, fate: "bounced" });
    const kept = await eventually(async () => {
      const found = shop.webhooks.find(
        ({ path, body: raw }) => path.endsWith("/resend") && raw.includes("bounced"),
      );
      if (!found) throw new Error("Nothing came yet.");
      return found;
    });
    const report = await mailer({ now: () => shop.clock.now() }).verifyReport?.(kept.body, kept.headers);
    expect(report).toMatchObject({ ref, outcome: "dead", words: "550 5.1.1 The address does not exist." });
  });
});
