import { Hono } from "hono";
import Stripe from "stripe";
import type { Vendor } from "../vendor";
import { api } from "./api";
import { start } from "./background";
import { controls } from "./controls";
import { panel } from "./panel";
import { payPage } from "./pay-page";
import { tables } from "./store";

/** A stand-in for Stripe: Checkout with a hosted page, PaymentIntents, refunds, events and signed webhooks. */
export const stripe: Vendor = {
  name: "stripe",
  tables,
  routes: (world) => new Hono().route("/pay", payPage(world)).route("/v1", api(world)),
  controls,
  panel,
  signWebhook(body, sentAt) {
    const secret = process.env.STRIPE_WEBHOOK_SECRET;
    if (!secret) throw new Error("STRIPE_WEBHOOK_SECRET is not set: the sandbox can't sign Stripe's webhooks.");
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp: Math.floor(sentAt.getTime() / 1000),
    });
    return { "stripe-signature": signature };
  },
  start,
};
