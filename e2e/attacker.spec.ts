import { createHmac } from "node:crypto";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { paidOrder, placeOrder, signInAs } from "./pages/warehouse.page";

const mug = [{ sku: "HF-MUG-OAT", quantity: 1 }];

const call = async (request: APIRequestContext, procedure: string, data: object, headers = {}) => {
  const answer = await request.post(`/api/trpc/${procedure}`, { data, headers });
  const body = (await answer.json()) as { error?: { message: string; data?: { kind?: string } } };
  return {
    status: answer.status(),
    kind: body.error?.data?.kind ?? null,
    message: body.error?.message ?? "",
  };
};

test("another's order, and its papers, are nowhere to be seen", async ({ page, request }) => {
  const theirs = await paidOrder(request, mug);
  const mine = await placeOrder(request, mug);
  const wrongKeys = ["", mine.accessToken, `${theirs.accessToken}A`, theirs.accessToken.slice(0, -1), "null"];
  const absent = await call(request, "order.cancel", { number: "HF-999999", accessToken: mine.accessToken });
  for (const accessToken of wrongKeys) {
    const tried = await call(request, "order.cancel", { number: theirs.number, accessToken });
    // Word for word what somebody hears whose order does not exist.
    expect(tried, accessToken).toEqual({ ...absent, message: absent.message });
    expect(
      (await call(request, "payment.process", { number: theirs.number, accessToken, provider: "stripe" }))
        .kind,
    ).toBe("not_found");
    expect((await page.goto(`/orders/${theirs.number}?key=${accessToken}`))?.status(), accessToken).toBe(404);
    await expect(page.getByText("Iris Marlowe")).toHaveCount(0);
    const invoice = await request.get(`/api/documents/invoices/${theirs.number}?key=${accessToken}`);
    expect(invoice.status(), accessToken).toBe(404);
  }
  await signInAs(page, "shopper");
  expect((await page.goto(`/orders/${theirs.number}`))?.status()).toBe(404);
  const papers = [
    `pick-lists?shipments=${theirs.shipment}`,
    `packing-slips?shipments=${theirs.shipment}`,
    `shipping-labels?shipments=${theirs.shipment}`,
    `customs-invoices?shipments=${theirs.shipment}`,
  ];
  for (const paper of papers) {
    const refused = await page.request.get(`/api/documents/${paper}`);
    expect([401, 403, 404], paper).toContain(refused.status());
  }
});

test("a shopper stays one, whatever the session is made to say", async ({ page, request }) => {
  await signInAs(page, "shopper");
  const hold = { number: "HF-100001", reason: "manual", note: "mine" };
  expect((await call(page.request, "order.hold", hold)).kind).toBe("forbidden");
  expect((await page.goto("/admin"))?.status()).toBe(404);
  expect((await page.goto("/admin/settings"))?.status()).toBe(404);

  const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = b64({
    sub: "00000000-0000-7000-8000-000000000000",
    role: "admin",
    version: 1,
    name: "Admin",
  });
  const signed = `${b64({ alg: "HS256", typ: "JWT" })}.${claims}`;
  const forged = [
    `${b64({ alg: "none" })}.${claims}.`,
    `${signed}.${createHmac("sha256", "secret").update(signed).digest("base64url")}`,
    "admin",
    "..",
  ];
  for (const token of forged)
    for (const cookie of [`next-auth.session-token=${token}`, `__Secure-next-auth.session-token=${token}`]) {
      expect((await call(request, "order.hold", hold, { cookie })).kind, cookie).toBe("unauthenticated");
      const page = await request.get("/admin/orders", { headers: { cookie }, maxRedirects: 0 });
      expect([303, 307, 404], cookie).toContain(page.status());
    }
  // A header that once made Next leave out what stands in front of pages.
  const skipped = await request.get("/admin/orders", {
    headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    maxRedirects: 0,
  });
  expect(skipped.status()).toBe(307);
});

test("nobody speaks for a vendor", async ({ request }) => {
  const bodies = ["{}", '{"id":"evt_1","object":"event","type":"charge.refunded"}', "", "<xml/>"];
  for (const vendor of ["stripe", "paypal", "ups", "fedex"])
    for (const data of bodies) {
      const headers = {
        "content-type": "application/json",
        "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`,
        "paypal-transmission-id": "1",
        "paypal-transmission-time": new Date().toISOString(),
        "paypal-transmission-sig": Buffer.from("no").toString("base64"),
        "paypal-auth-algo": "SHA256withRSA",
        "paypal-cert-url": "http://127.0.0.1:9/cert.pem",
        "fdx-signature": "AAAA",
        "x-api-key": "guess",
      };
      const bare = await request.post(`/api/webhooks/${vendor}`, { data });
      const dressed = await request.post(`/api/webhooks/${vendor}`, { data, headers });
      expect([400, 401], `${vendor} without a signature`).toContain(bare.status());
      expect([400, 401], `${vendor} with a wrong one`).toContain(dressed.status());
    }
});

test("another site's page changes nothing here", async ({ page }) => {
  await signInAs(page, "manager");
  const crossed = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
  const order = { number: "HF-100001", reason: "manual", note: "from elsewhere" };
  expect(await call(page.request, "order.hold", order, crossed)).toMatchObject({
    status: 403,
    kind: "forbidden",
  });
  const old = { origin: "https://evil.example" };
  expect(await call(page.request, "order.hold", order, old)).toMatchObject({ status: 403 });
  const cart = await page.request.post("/cart/add", {
    form: { sku: "HF-MUG-OAT", quantity: "1" },
    headers: crossed,
  });
  expect(cart.status()).toBe(403);
  // A mutation can't be made with a link either.
  const link = await page.request.get(
    `/api/trpc/order.hold?input=${encodeURIComponent(JSON.stringify(order))}`,
  );
  expect(link.status()).toBe(405);
});

test("what is far too large is not read", async ({ request }) => {
  const megabytes = "x".repeat(3 * 1024 * 1024);
  for (const path of [
    "/api/trpc/order.create",
    "/api/webhooks/stripe",
    "/api/webhooks/paypal",
    "/api/webhooks/ups",
  ]) {
    const answer = await request.post(path, {
      data: JSON.stringify({ note: megabytes }),
      headers: { "content-type": "application/json" },
    });
    expect(answer.status(), path).toBe(413);
  }
  const cart = await request.post("/cart/add", {
    form: { sku: megabytes },
    headers: { accept: "application/json" },
  });
  expect(cart.ok()).toBe(false);
});

test("markup in every field stays text on every page", async ({ page, request }) => {
  test.slow();
  const hostile = `<img src=x onerror="window.intruder=1"><script>window.intruder=1</script>`;
  const created = await request.post("/api/trpc/order.create", {
    data: {
      idempotencyKey: crypto.randomUUID(),
      customer: {
        email: `hostile-${crypto.randomUUID().slice(0, 8)}@shop.test`,
        name: `Eve ${hostile}`.slice(0, 100),
      },
      lines: mug,
      shippingAddress: {
        name: `Eve ${hostile}`.slice(0, 100),
        company: "<b>Evil & Sons</b>",
        line1: `1 <svg onload=window.intruder=1> St`,
        line2: "{{7*7}}",
        city: "<i>Albany</i>",
        region: "NY",
        postalCode: "12207",
        country: "US",
      },
      shippingMethod: "standard",
    },
  });
  expect(created.ok(), await created.text()).toBe(true);
  const { number, accessToken } = (await created.json()).result.data as {
    number: string;
    accessToken: string;
  };
  const clean = async (path: string) => {
    await page.goto(path);
    await expect(page.locator("main")).toContainText(number);
    expect(await page.evaluate(() => "intruder" in window), path).toBe(false);
    expect(await page.locator("img[src='x'], svg[onload]").count(), path).toBe(0);
  };
  await clean(`/orders/${number}?key=${accessToken}`);
  await signInAs(page, "manager");
  await clean(`/admin/orders/${number}`);
  await clean(`/admin/orders?q=${number}`);
  await page.goto(`/admin/orders?q=${encodeURIComponent(hostile)}`);
  expect(await page.evaluate(() => "intruder" in window)).toBe(false);
});
