import { expect, test } from "@playwright/test";
import { paidOrder, placeOrder, signInAs } from "./pages/warehouse.page";

const lines = [{ sku: "HF-APRON-M", quantity: 2 }];

test("papers of a shipment are for the warehouse, an invoice is for its buyer and for staff", async ({
  page,
  request,
}) => {
  const { number, accessToken, shipment } = await paidOrder(request, lines);
  const stranger = await placeOrder(request, lines);
  const papers = ["pick-lists", "packing-slips", "shipping-labels", "customs-invoices"].map(
    (kind) => `/api/documents/${kind}?shipments=${shipment}`,
  );
  for (const path of papers) {
    const refused = await request.get(path);
    expect(refused.status(), path).toBe(401);
    expect(refused.headers()["cache-control"], path).toContain("no-store");
  }
  const invoice = `/api/documents/invoices/${number}`;
  expect((await request.get(invoice)).status()).toBe(404);
  expect((await request.get(`${invoice}?key=${stranger.accessToken}`)).status()).toBe(404);
  expect((await request.get(`${invoice}?key=${accessToken}`)).status()).toBe(200);
  // Not paid yet, so there is none, whoever asks.
  const early = await request.get(`/api/documents/invoices/${stranger.number}?key=${stranger.accessToken}`);
  expect(await early.json()).toEqual({ message: "There is an invoice as soon as the order is paid." });

  await signInAs(page, "warehouse");
  const pdf = async (path: string) => {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toBe("application/pdf");
    expect((await answer.body()).subarray(0, 5).toString(), path).toBe("%PDF-");
  };
  await pdf(`/api/documents/pick-lists?shipments=${shipment}`);
  await pdf(`/api/documents/packing-slips?shipments=${shipment}`);
  await pdf(invoice);
  const noLabel = await page.request.get(`/api/documents/shipping-labels?shipments=${shipment}`);
  expect(await noLabel.json()).toEqual({ message: "None of these shipments has a label yet." });
  const atHome = await page.request.get(`/api/documents/customs-invoices?shipments=${shipment}`);
  expect(atHome.status()).toBe(404);
  const unknown = await page.request.get("/api/documents/packing-slips?shipments=HF-1-1,<b>");
  expect(unknown.status()).toBe(404);

  await page.goto(`/admin/fulfilment/${shipment}`);
  await page.getByRole("button", { name: "Print" }).click();
  await expect(page.getByRole("menuitem", { name: "Pick list" })).toHaveAttribute("href", /pick-lists/);
});
