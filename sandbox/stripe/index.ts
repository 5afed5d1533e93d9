import { Hono } from "hono";
import Stripe from "stripe";
import type { Vendor } from "../vendor";
import { api } from "./api";
import { start } from "./background";
import { controls } from "./controls";
import { panel } from "./panel";
import { payPage } from "./pay-page";
import { tables } from "./store";

/**
 * A stand-in for Stripe: Checkout with a hosted page, PaymentIntents, refunds, events and signed webhooks.
 *
 * Unlike Stripe: only card payments with prices given inline; PaymentIntents are made by Checkout alone; charges and
 * refunds are listed by payment; only test cards are taken; no customers, taxes, disputes or partial captures that stay
 * open; a second request under a running idempotency key waits for the first instead of a 409; fees are always
 * 2.9 % + 30; every API version asked for is answered in the SDK's own.
 */
export const stripe: Vendor = {
  name: "stripe",
  tables,
  routes: (world) => new Hono().route("/pay", payPage(world)).route("/v1", api(world)),
  controls,
  panel,
  signWebhook(body, sentAt) {
    const secret = process.env.STRIPE_WEBHOOK_SECRET;
    if (!secret)
      throw new Error("STRIPE_WEBHOOK_SECRET is not set: the sandbox can't sign Stripe's webhooks.");
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp: Math.floor(sentAt.getTime() / 1000),
    });
    return { "stripe-signature": signature };
  },
  start,
};
