import { expect, test } from "vitest";
import { newsFrom } from "./shopper-news";

const entry = (event: string, title: string, detail?: string) => ({
  id: event,
  at: "2026-11-22T10:00:00.000Z",
  event,
  title,
  actor: "shopper",
  ...(detail ? { detail } : {}),
});

test("a buyer hears nothing of shelves and warehouses", () => {
  const news = newsFrom([
    entry("OrderCreated", "Order placed"),
    entry("InventoryReserved", "Stock held", "1 × HF-MUG in EAST"),
    entry("LabelBought", "Label bought", "ups 1Z, $7.10"),
  ]);
  expect(news.map(({ title }) => title)).toEqual(["You placed the order"]);
});

test("the newest comes first, and a decline says why", () => {
  const news = newsFrom([
    entry("OrderCreated", "Order placed"),
    entry("PaymentProcessed", "Payment declined", "The card was declined."),
  ]);
  expect(news[0]).toMatchObject({
    title: "Your payment was declined",
    detail: "The card was declined.",
    mood: "bad",
  });
});

test("a buyer hears that an order is being checked, and not why", () => {
  const news = newsFrom([entry("OrderHeld", "On hold", "Fraud check. The card is from elsewhere.")]);
  expect(news).toMatchObject([{ title: "We are checking your order before it leaves" }]);
  expect(news[0]?.detail).toBeUndefined();
});

test("what was cancelled or follows later is told by its name, not by its number", () => {
  const lines = [{ sku: "HF-POT", title: "Teapot", variantTitle: "Oatmeal" }];
  const news = newsFrom(
    [
      entry("OrderPartlyCancelled", "Partly cancelled", "1 × HF-POT; $20.52 goes back."),
      entry("BackorderOpened", "On backorder", "2 × HF-POT. Not found on shelf A-04."),
    ],
    lines,
  );
  expect(news.map(({ detail }) => detail)).toEqual([
    "2 × Teapot (Oatmeal)",
    "1 × Teapot (Oatmeal); $20.52 goes back.",
  ]);
});
