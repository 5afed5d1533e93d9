import type { Vendor } from "../vendor";
import { controls } from "./controls";
import { sign } from "./credentials";
import { panel } from "./panel";
import { routes } from "./routes";
import { tables } from "./tables";

/**
 * A stand-in for Resend: sending one message, idempotency keys, signed reports. What it takes lands in the inbox of the
 * sandbox's mail page and goes nowhere else.
 *
 * Unlike Resend: keys never expire; no batches, domains, broadcasts or templates; each message is reported as delivered
 * at once, unless its address says otherwise (`bounced@resend.dev`, `complained@resend.dev`); nothing is suppressed.
 */
export const resend: Vendor = { name: "resend", tables, routes, controls, panel, signWebhook: sign };
