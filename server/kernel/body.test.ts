import { describe, expect, it } from "vitest";
import { bodyForm, bodyText } from "./body";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://shop.test/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

/** A sender that never ends, and counts what was taken from it. */
function endless() {
  const sent = { pieces: 0, stopped: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent.pieces += 1;
      controller.enqueue(new Uint8Array(1024));
    },
    cancel() {
      sent.stopped = true;
    },
  });
  return { sent, body };
}

describe("the body of a request", () => {
  it("is read when it fits", async () => {
    expect(await bodyText(post('{"a":"ä"}'))).toBe('{"a":"ä"}');
    expect(await bodyText(new Request("http://shop.test/"))).toBe("");
    const form = await bodyForm(post(new URLSearchParams({ sku: "A" })));
    expect(form.get("sku")).toBe("A");
  });

  it("is refused by its announced length, before anything is read", async () => {
    const { body, sent } = endless();
    await expect(bodyText(post(body, { "content-length": "9999999" }), 10_000)).rejects.toMatchObject({
      kind: "too_large",
    });
    expect(sent.pieces).toBeLessThan(3);
  });

  it("is refused when it goes on and on without a length, and the sender is stopped", async () => {
    const { body, sent } = endless();
    await expect(bodyText(post(body), 10_000)).rejects.toMatchObject({ kind: "too_large" });
    expect(sent.pieces).toBeLessThan(20);
    expect(sent.stopped).toBe(true);
  });

  it("is refused as a form when it is none", async () => {
    await expect(bodyForm(post("{}", { "content-type": "application/json" }))).rejects.toMatchObject({
      kind: "invalid_input",
    });
  });
});
