import { expect, type Page, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { QueuePage } from "./pages/queue.page";
import { Scanner } from "./pages/walk.page";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const honey = "HF-HONEY-250";
const apron = "HF-APRON-M";
const handheld = { width: 360, height: 740 };

/** From the packed totes to the van: each step has its button or field focused, so Enter goes on. */
async function packLabelAndShip(page: Page, shipment: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: shipment })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Pack \d/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/^Weight of/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `Ship ${shipment}` })).toBeFocused({ timeout: 30_000 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Shipped" })).toBeVisible();
}

test("a shift of ten orders is picked, packed, labelled and shipped by keys alone, while the office watches", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const orders: string[] = [];
  for (let i = 0; i < 10; i += 1) {
    const lines = [
      { sku: honey, quantity: 1 + (i % 3) },
      ...(i % 2 === 0 ? [{ sku: apron, quantity: 1 }] : []),
    ];
    orders.push((await paidOrder(request, lines)).shipment);
  }
  const office = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 1440, height: 900 },
  });
  const wall = new QueuePage(await office.newPage());
  await signInAs(wall.page, "manager");
  await wall.open();
  for (const order of orders) await expect(wall.row(order)).toContainText("To pick");
  let loads = 0;
  wall.page.on("load", () => {
    loads += 1;
  });

  await page.setViewportSize(handheld);
  await signInAs(page, "warehouse");
  const queue = new QueuePage(page);
  const scanner = new Scanner(page);
  await queue.open();
  const walked = orders.slice(0, 8);
  for (const order of walked) {
    await page
      .getByRole("checkbox", { name: `Mark ${order} for a walk` })
      .first()
      .focus();
    await page.keyboard.press("Space");
  }
  await queue.press(page.getByRole("button", { name: "Walk for 8" }));
  await expect(page.getByRole("heading", { level: 1, name: /^WV-/ })).toBeVisible();
  // Nobody else can take them from now on, and the office sees who has them.
  await expect(wall.row(walked[0] ?? "")).toContainText("Wren Castillo");
  await expect(wall.row(walked[7] ?? "")).toContainText("tote 8");

  await scanner.fetchAll();
  await expect(wall.row(walked[0] ?? "")).toContainText(/(\d+) of \1/);
  const first = page.getByRole("link", { name: `Pack tote 1: ${walked[0]}` });
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  for (const [place, order] of walked.entries()) {
    await packLabelAndShip(page, order);
    await expect(wall.row(order)).toHaveCount(0);
    const next = walked[place + 1];
    if (!next) break;
    await expect(page.getByRole("link", { name: `Next shipment: ${next}` })).toBeFocused();
    await page.keyboard.press("Enter");
  }

  for (const order of orders.slice(8)) {
    await page.goto(`/admin/fulfilment/${order}`);
    await expect(page.getByRole("button", { name: "Start picking" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(wall.row(order)).toContainText("Picking");
    await scanner.fetchAll();
    await packLabelAndShip(page, order);
    await expect(wall.row(order)).toHaveCount(0);
  }
  expect(loads, "the office's screen was never loaded again").toBe(0);
  await office.close();
});

test("scans made without a connection are kept over a reload and booked once", async ({
  page,
  context,
  request,
}) => {
  await page.setViewportSize(handheld);
  await signInAs(page, "warehouse");
  const { shipment } = await paidOrder(request, [{ sku: honey, quantity: 3 }]);
  await page.goto(`/admin/fulfilment/${shipment}`);
  await expect(page.getByRole("button", { name: "Start picking" })).toBeFocused();
  await page.keyboard.press("Enter");
  const scanner = new Scanner(page);
  const { shelf } = await scanner.asked();
  await scanner.scan(shelf ?? "");
  await scanner.scan(honey);
  await scanner.hears("1 of 3");

  // The answer is lost on the way back: the server has booked it, and hears of it again.
  let line: "loses answers" | "is dead" | "works" = "loses answers";
  let lost = 0;
  await page.route("**/api/trpc/shipment.pick*", async (route) => {
    if (line === "works") return route.continue();
    if (line === "loses answers") {
      lost += 1;
      await route.fetch();
    }
    // A page that goes away meanwhile takes its requests along.
    await route.abort("connectionfailed").catch(() => undefined);
  });
  await scanner.scan(honey);
  await scanner.hears("2 of 3");
  await expect(page.getByText("1 scan waits for the connection")).toBeVisible();
  await expect.poll(() => lost, { timeout: 20_000 }).toBeGreaterThan(1);

  line = "is dead";
  await context.setOffline(true);
  await scanner.scan(honey);
  await scanner.hears("3 of 3");
  await expect(page.getByText("2 scans wait for the connection")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Pack \d/ })).toHaveCount(0);

  // The page comes back before the line does.
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByText("2 scans wait for the connection")).toBeVisible();
  line = "works";
  await expect(page.getByRole("button", { name: "Pack 3 units" })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole("button", { name: "Pack 3 units" })).toBeVisible();
});

test("a scan that the server refuses later is told in words", async ({
  page,
  context,
  request,
  browser,
  baseURL,
}) => {
  await page.setViewportSize(handheld);
  await signInAs(page, "warehouse");
  const { shipment } = await paidOrder(request, [{ sku: apron, quantity: 2 }]);
  await page.goto(`/admin/fulfilment/${shipment}`);
  await expect(page.getByRole("button", { name: "Start picking" })).toBeFocused();
  await page.keyboard.press("Enter");
  const scanner = new Scanner(page);
  const { shelf } = await scanner.asked();
  await scanner.scan(shelf ?? "");
  await context.setOffline(true);
  await scanner.scan(apron);
  await expect(page.getByText("1 scan waits for the connection")).toBeVisible();

  const other = await browser.newContext(baseURL ? { baseURL } : {});
  const colleague = await other.newPage();
  await signInAs(colleague, "manager");
  await colleague.request.post("/api/trpc/shipment.returnToQueue", { data: { shipment } });
  await other.close();
  await context.setOffline(false);
  await scanner.hears(`Start picking shipment ${shipment} first.`);
  await expect(page.getByRole("button", { name: "Start picking" })).toBeVisible();
});

test("a cancelled order is shown on the walk at once, with what goes back where", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  await page.setViewportSize(handheld);
  await signInAs(page, "warehouse");
  const one = await paidOrder(request, [{ sku: honey, quantity: 2 }]);
  const other = await paidOrder(request, [{ sku: apron, quantity: 1 }]);
  const started = await page.request.post("/api/trpc/wave.start", {
    data: { location: "EAST", shipments: [one.shipment, other.shipment] },
  });
  const { wave } = (await started.json()).result.data;
  await page.goto(`/admin/fulfilment/waves/${wave}`);
  const scanner = new Scanner(page);
  await expect(scanner.box).toBeFocused();
  await page.request.post("/api/trpc/wave.pick", { data: { wave, code: honey, quantity: 1 } });

  const desk = await browser.newContext(baseURL ? { baseURL } : {});
  const manager = await desk.newPage();
  await signInAs(manager, "manager");
  const answer = await manager.request.post("/api/trpc/order.cancel", { data: { number: one.number } });
  expect(answer.ok()).toBe(true);
  await desk.close();
  const notice = page.getByRole("alert").filter({ hasText: "is cancelled" });
  await expect(notice).toContainText("1 ×");
  await keepsNobodyOut(page, "a walk with a cancelled tote");
  await page.setViewportSize(handheld);
  await page.getByRole("button", { name: /^Tote \d is empty/ }).focus();
  await page.keyboard.press("Enter");
  await expect(notice).toHaveCount(0);
  await expect(scanner.next).toContainText("apron");
});

test("the walk and the queue keep nobody out", async ({ page, request }) => {
  test.slow();
  await signInAs(page, "warehouse");
  const { shipment } = await paidOrder(request, [{ sku: honey, quantity: 2 }]);
  const queue = new QueuePage(page);
  await queue.open("?place=EAST");
  await keepsNobodyOut(page, "the queue of a place");
  await queue.open("?only=mine&state=packed");
  await keepsNobodyOut(page, "the queue with nothing in it");
  const started = await page.request.post("/api/trpc/wave.start", {
    data: { location: "EAST", shipments: [shipment] },
  });
  const { wave } = (await started.json()).result.data;
  await page.goto(`/admin/fulfilment/waves/${wave}`);
  const scanner = new Scanner(page);
  await keepsNobodyOut(page, "a walk on its way to a shelf");
  const { shelf } = await scanner.asked();
  await scanner.scan(shelf ?? "");
  await keepsNobodyOut(page, "a walk at a shelf");
  await scanner.scan("nonsense");
  await keepsNobodyOut(page, "a walk after a wrong scan");
  await scanner.scan(honey);
  await scanner.scan("2");
  await expect(page.getByRole("link", { name: /^Pack tote/ })).toBeVisible();
  await keepsNobodyOut(page, "a walk at its end");
});
