import { expect, test } from "@playwright/test";
import { ada, checkoutOf } from "./pages/checkout.page";
import { calm, disturb } from "./sandbox";

// Carriers serve every test: these run when nobody else does. Each asks for a postcode of its own, since a price that is
// known already is asked of nobody.
test("when carriers are down the shop's own prices stand, and nobody waits", async ({ page, request }) => {
  await disturb(request, "ups", { errorRate: 1 });
  await disturb(request, "fedex", { errorRate: 1 });
  try {
    const checkout = await checkoutOf(page, "hand-trowel", { ...ada, city: "Albany", zip: "12203" });
    await expect(checkout.ways).toContainText("Standard");
    await expect(checkout.ways).toContainText(/Arrives [A-Z][a-z]{2} \d/);
    const hosted = await checkout.place();
    await hosted.shown();
  } finally {
    await calm(request, "ups");
    await calm(request, "fedex");
  }
});

test("a carrier that is too slow keeps nobody from the checkout", async ({ page, request }) => {
  await disturb(request, "ups", { latencyMs: 6_000 });
  await disturb(request, "fedex", { latencyMs: 6_000 });
  try {
    const checkout = await checkoutOf(page, "hand-trowel", { ...ada, city: "Buffalo", zip: "14203" });
    await expect(checkout.ways).toContainText("Standard");
  } finally {
    await calm(request, "ups");
    await calm(request, "fedex");
  }
});
