import { type Db, openDatabase } from "@/db/client";
import { smtpMailer } from "@/server/adapters/smtp/smtp";
import { stripeGateway } from "@/server/adapters/stripe";
import { upsCarrier } from "@/server/adapters/ups/ups";
import { orderAccessToken } from "@/server/auth/order-access";
import { createRelay, publishPending } from "@/server/events/relay";
import { type Clock, MovableClock, systemClock } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { type Env, env } from "@/server/kernel/env";
import type { Id } from "@/server/kernel/id";
import { inngest } from "@/server/policies/inngest";
import type { Links, Ports, WithPorts } from "@/server/ports";

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
    },
    carriers: {
      ups: upsCarrier({
        clientId: config.UPS_CLIENT_ID,
        clientSecret: config.UPS_CLIENT_SECRET,
        accountNumber: config.UPS_ACCOUNT_NUMBER,
        apiUrl: config.UPS_API_URL,
        webhookUrl: `${config.APP_URL}/api/webhooks/ups`,
        webhookCredential: config.UPS_WEBHOOK_CREDENTIAL,
        shopName: "Holdfast Goods",
      }),
    },
    mailer: smtpMailer({ url: config.SMTP_URL, from: config.MAIL_FROM }),
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

function linksOf(config: Env): Links {
  const shop = config.APP_URL.replace(/\/$/, "");
  return {
    shop,
    order: (number) => `${shop}/orders/${number}?key=${orderAccessToken(number, config.AUTH_SECRET)}`,
    admin: (path) => `${shop}/admin${path}`,
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
