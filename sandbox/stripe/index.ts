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
 * A stand-in for Stripe: Checkout with a hosted page for cards (with 3-D Secure) and US bank debits, PaymentIntents, refunds,
 * disputes, the account's books, events and signed webhooks.
 *
 * Unlike Stripe: only prices given inline; PaymentIntents are made by Checkout alone; charges, refunds and disputes are listed
 * by payment; only test cards and accounts are taken, and a bank account is believed without micro-deposits; disputes are moved
 * by controls, not by evidence; no customers, taxes or partial captures that stay open; a second request under a running
 * idempotency key waits for the first instead of a 409; fees are always 2.9 % + 30 for cards and 0.8 % for debits; every API
 * version asked for is answered in the SDK's own.
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
