import { type Db, openDatabase } from "@/db/client";
import { diskMedia } from "@/server/adapters/disk-media/disk-media";
import { fedexCarrier } from "@/server/adapters/fedex/fedex";
import { hubspotCrm } from "@/server/adapters/hubspot/hubspot";
import { paypalGateway } from "@/server/adapters/paypal";
import { resendMailer } from "@/server/adapters/resend/resend";
import { s3Media } from "@/server/adapters/s3-media/s3-media";
import { smtpMailer } from "@/server/adapters/smtp/smtp";
import { stripeGateway } from "@/server/adapters/stripe";
import { upsCarrier } from "@/server/adapters/ups/ups";
import { webPictures } from "@/server/adapters/web-pictures/web-pictures";
import { linkToken } from "@/server/auth/link-keys";
import { mailChoiceLinks } from "@/server/auth/mail-choices";
import { orderAccessToken } from "@/server/auth/order-access";
import { maxPictureBytes } from "@/server/domain/catalogue/picture";
import { createRelay, publishPending } from "@/server/events/relay";
import { type Clock, MovableClock, systemClock } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { type Env, env } from "@/server/kernel/env";
import type { Id } from "@/server/kernel/id";
import { inngest } from "@/server/policies/inngest";
import type { LinkPurpose, Links, Ports, WithPorts } from "@/server/ports";
import type { Mailer } from "@/server/ports/mailer";
import type { MediaStore } from "@/server/ports/media-store";

export type App = {
  env: Env;
  db: Db;
  ports: Ports;
  links: Links;
  clock: Clock;
  nudge: () => void;
  /** Sends what the outbox holds now; the sweep calls it. */
  publish: () => Promise<number>;
};

/** The one place that knows which adapter stands behind which port. */
export function compose(config: Env): App {
  const db = openDatabase(config.DATABASE_URL, { max: config.DATABASE_POOL_MAX });
  const clock = config.TEST_CLOCK ? new MovableClock() : systemClock;
  const links = linksOf(config);
  const ports: Ports = {
    gateways: {
      stripe: stripeGateway({
        secretKey: config.STRIPE_SECRET_KEY,
        webhookSecret: config.STRIPE_WEBHOOK_SECRET,
        ...(config.STRIPE_API_URL ? { apiUrl: config.STRIPE_API_URL } : {}),
      }),
      ...paypalOf(config, clock),
    },
    carriers: carriersOf(config, clock),
    mailer: mailerOf(config, clock),
    crm: crmOf(config),
    media: mediaOf(config),
    pictures: webPictures({ maxBytes: maxPictureBytes }),
  };
  const publish = () =>
    publishPending(
      db,
      async (events) => {
        await inngest.send(events);
      },
      () => clock.now(),
    );
  return { env: config, db, ports, links, clock, publish, nudge: createRelay(publish).nudge };
}

const shopName = "Holdfast Goods";

function paypalOf(config: Env, clock: Clock): Ports["gateways"] {
  const { PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret } = config;
  const { PAYPAL_WEBHOOK_ID: webhookId, PAYPAL_API_URL: apiUrl } = config;
  if (!clientId || !clientSecret || !webhookId) return {};
  return { paypal: paypalGateway({ clientId, clientSecret, webhookId, apiUrl, now: () => clock.now() }) };
}

/** Those that are set up; the environment has seen to it that each is so whole or not at all. */
function carriersOf(config: Env, clock: Clock): Ports["carriers"] {
  const now = () => clock.now();
  return { ...upsOf(config, now), ...fedexOf(config, now) };
}

function upsOf(config: Env, now: () => Date): Ports["carriers"] {
  const { UPS_CLIENT_ID: clientId, UPS_CLIENT_SECRET: clientSecret } = config;
  const { UPS_ACCOUNT_NUMBER: accountNumber, UPS_WEBHOOK_CREDENTIAL: webhookCredential } = config;
  if (!clientId || !clientSecret || !accountNumber || !webhookCredential) return {};
  const [apiUrl, webhookUrl] = [config.UPS_API_URL, `${config.APP_URL}/api/webhooks/ups`];
  const settings = { clientId, clientSecret, accountNumber, apiUrl, webhookUrl, webhookCredential };
  return { ups: upsCarrier({ ...settings, shopName, now }) };
}

function fedexOf(config: Env, now: () => Date): Ports["carriers"] {
  const { FEDEX_CLIENT_ID: clientId, FEDEX_CLIENT_SECRET: clientSecret } = config;
  const { FEDEX_ACCOUNT_NUMBER: accountNumber, FEDEX_WEBHOOK_SECRET: webhookSecret } = config;
  if (!clientId || !clientSecret || !accountNumber || !webhookSecret) return {};
  const settings = { clientId, clientSecret, accountNumber, apiUrl: config.FEDEX_API_URL, webhookSecret };
  return { fedex: fedexCarrier({ ...settings, shopName, now }) };
}

/** By Resend or by SMTP; the environment has seen to it that it is one of them. */
function mailerOf(config: Env, clock: Clock): Mailer {
  const { SMTP_URL: url = "", MAIL_FROM: from, RESEND_API_KEY: apiKey, RESEND_API_URL: apiUrl } = config;
  const webhookSecret = config.RESEND_WEBHOOK_SECRET;
  if (!apiKey || !webhookSecret) return smtpMailer({ url, from });
  return resendMailer({ apiKey, webhookSecret, apiUrl, from, now: () => clock.now() });
}

function crmOf({ HUBSPOT_ACCESS_TOKEN: accessToken, HUBSPOT_API_URL: apiUrl }: Env): Ports["crm"] {
  return accessToken ? hubspotCrm({ accessToken, apiUrl }) : null;
}

/** A bucket when one is set up, else a folder on this machine. */
function mediaOf(config: Env): MediaStore {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region, S3_PUBLIC_URL: publicUrl } = config;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (endpoint && bucket && accessKeyId && secretAccessKey)
    return s3Media({ endpoint, bucket, region, accessKeyId, secretAccessKey, publicUrl });
  return diskMedia(config.MEDIA_DIR);
}

/** The pages that mailed links lead to. */
const linkPages = {
  verify_email: "/verify-email",
  reset_password: "/reset-password",
  change_email: "/change-email",
  staff_invite: "/join",
} as const satisfies Record<LinkPurpose, string>;

function linksOf(config: Env): Links {
  const shop = config.APP_URL.replace(/\/$/, "");
  return {
    shop,
    order: (number) => `${shop}/orders/${number}?key=${orderAccessToken(number, config.AUTH_SECRET)}`,
    account: (purpose, linkId) =>
      `${shop}${linkPages[purpose]}?link=${encodeURIComponent(linkToken(linkId, config.AUTH_SECRET))}`,
    admin: (path) => `${shop}/admin${path}`,
    mailChoices: (email) => mailChoiceLinks(shop, email, config.AUTH_SECRET),
  };
}

const held = globalThis as { holdfast?: App };

/** This process's app; kept over hot reloads, so that pools don't pile up. */
export function app(): App {
  held.holdfast ??= compose(env());
  return held.holdfast;
}

/** Makes another app this process's: policies find their context by it. For tests and scripts that compose their own. */
export function hold(composed: App): void {
  held.holdfast = composed;
}

/** The context of one request or policy run. */
export function contextFor(actor: Actor, cause: Id<"event"> | null = null, of: App = app()): WithPorts {
  return { db: of.db, now: of.clock.now(), actor, cause, nudge: of.nudge, ports: of.ports, links: of.links };
}
