import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { placeOrder } from "./warehouse.page";

/** The list of what goes wrong on the road, and one entry of it. */
export class ProblemsPage {
  constructor(readonly page: Page) {}

  row = (order: string): Locator => this.page.getByRole("row").filter({ hasText: order });
  step = (title: string): Locator =>
    this.page.locator("details").filter({ has: this.page.locator("summary", { hasText: title }) });

  async open(query = ""): Promise<void> {
    await this.page.goto(`/admin/fulfilment/problems${query}`);
    await expect(this.page.getByRole("heading", { level: 1, name: "Problems on the road" })).toBeVisible();
  }

  async look(order: string): Promise<void> {
    await this.row(order).getByRole("link", { name: order }).click();
    await expect(this.page.getByRole("heading", { level: 1 })).toContainText(order);
  }
}

type Sent = { number: string; shipment: string; trackingNumber: string; link: string; sandbox: string };

/**
 * A paid order that has left the warehouse by UPS, whatever FedEx would ask. The page is signed in as staff, whose hands do it
 * by the contract. `link`: the order's page as its shopper sees it.
 */
export async function sentOrder(page: Page, sku: string, quantity: number): Promise<Sent> {
  const order = await placeOrder(page.request, [{ sku, quantity }]);
  const open = await call<{ redirectUrl: string }>(page.request, "payment.process", {
    ...order,
    provider: "stripe",
  });
  const session = /cs_\w+/.exec(open.redirectUrl)?.[0];
  const sandbox = new URL(open.redirectUrl).origin;
  await page.request.post(`${sandbox}/control/stripe/pay`, { data: { session } });
  const input = encodeURIComponent(JSON.stringify(order));
  let shipment = "";
  await expect
    .poll(
      async () => {
        const answer = await (await page.request.get(`/api/trpc/order.get?input=${input}`)).json();
        shipment = answer.result.data.shipments[0]?.number ?? "";
        return shipment;
      },
      { timeout: 30_000 },
    )
    .not.toBe("");
  await call(page.request, "shipment.startPicking", { shipment });
  await call(page.request, "shipment.pick", { shipment, code: sku, quantity });
  await call(page.request, "shipment.pack", { shipment });
  const offer = { carrier: "ups", serviceCode: "03" };
  await call(page.request, "shipment.buyLabel", { shipment, offer });
  const { trackingNumber } = await call<{ trackingNumber: string }>(page.request, "shipment.ship", {
    shipment,
  });
  // The carrier reports by itself from the moment that it is asked to, which a policy does.
  await expect(async () => {
    await page.goto(`/admin/orders/${order.number}`);
    await expect(page.getByText(`Following ${trackingNumber}.`).first()).toBeAttached({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  const link = `/orders/${order.number}?key=${order.accessToken}`;
  return { number: order.number, shipment, trackingNumber, link, sandbox };
}

async function call<Answer>(request: APIRequestContext, procedure: string, data: object): Promise<Answer> {
  const answer = await request.post(`/api/trpc/${procedure}`, { data });
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).result.data;
}

/** What the carrier's stand-in is told to do with a parcel. */
export async function atCarrier(page: Page, { sandbox, trackingNumber }: Sent, to: string): Promise<void> {
  const answer = await page.request.post(`${sandbox}/control/parcels/advance`, {
    data: { trackingNumber, to },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}
