import { Hono } from "hono";
import type { World } from "../vendor";
import { approvePage, donePage, problemPage } from "./approve-page.html";
import { PaypalApiError } from "./errors";
import { asFunding } from "./funding";
import { approve, isOpen } from "./paying";
import { returnUrl } from "./shopper";
import { changeOrder, read } from "./store";

/** The hosted page: plain forms, no JavaScript needed. Outside the authenticated API, as it is for shoppers. */
export function approvalPage(world: World): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    );
    c.header("cache-control", "no-store");
    c.header("referrer-policy", "no-referrer");
  });
  app.onError((error, c) => {
    if (error instanceof PaypalApiError)
      return c.html(problemPage("This payment is not known, or has expired. Go back to the shop."), 404);
    console.error("paypal:", error);
    return c.html(problemPage("Something went wrong on our side. Please load the page again."), 500);
  });

  app.get("/", async (c) => {
    const order = await read(world, c.req.query("token") ?? "");
    return c.html(isOpen(order) ? approvePage(order) : donePage(order));
  });
  app.post("/:order", async (c) => {
    const { funding } = await c.req.parseBody();
    const chosen = asFunding(String(funding));
    const order = await changeOrder(world, c.req.param("order"), (locked, now) =>
      chosen ? approve(locked, chosen, now) : [],
    );
    if (isOpen(order)) return c.html(approvePage(order), 422);
    return order.status === "VOIDED" ? c.html(donePage(order)) : c.redirect(returnUrl(order), 303);
  });
  return app;
}
