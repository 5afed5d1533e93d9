import { fedex } from "./fedex/index";
import { hubspot } from "./hubspot/index";
import { paypal } from "./paypal/index";
import { resend } from "./resend/index";
import { stripe } from "./stripe/index";
import { ups } from "./ups/index";
import type { Vendor } from "./vendor";

/** Everyone the sandbox plays, in the order of its page. */
export const vendors: readonly Vendor[] = [stripe, paypal, ups, fedex, resend, hubspot];
