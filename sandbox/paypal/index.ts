import { Hono } from "hono";
import type { Vendor } from "../vendor";
import { api } from "./api";
import { approvalPage } from "./approve-page";
import { start } from "./background";
import { controls } from "./controls";
import { panel } from "./panel";
import { signed } from "./signing";
import { tables } from "./store";

/**
 * A stand-in for PayPal: Orders v2 with intent CAPTURE and PayPal's page, refunds, disputes, Transaction Search and
 * webhooks signed with a certificate of its own.
 *
 * Unlike PayPal: one purchase unit, paid from a PayPal wallet, with no choice of address; ways to pay that behave badly on
 * purpose stand on the page; bank transfers take four days, refunds that are not at once five seconds; a second request
 * under a running request id waits for the first; fees are always 3.49 % + 49; a dispute is moved by hand and moves no
 * money; the app is subscribed to every event.
 */
export const paypal: Vendor = {
  name: "paypal",
  tables,
  routes: (world) => new Hono().route("/checkoutnow", approvalPage(world)).route("/", api(world)),
  controls,
  panel,
  signWebhook: signed,
  start,
};
