import { Truck } from "lucide-react";
import type { Metadata } from "next";
import { CancelForm, PayForm, ReorderForm, TryAgainForm } from "@/components/forms/order-forms";
import { HoldCountdown } from "@/components/shop/hold-countdown";
import { LookAgain } from "@/components/shop/look-again";
import { OrderParcels } from "@/components/shop/order-parcels";
import { OrderContents, OrderNews } from "@/components/shop/order-parts";
import { promisedWords } from "@/components/shop/order-promise";
import { standOf } from "@/components/shop/order-stand";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ExternalLink, Link } from "@/components/ui/link";
import { StatusShape } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { timeWords } from "@/components/ui/time-words";
import { currentUser } from "@/server/auth/gates";
import { countryName } from "@/server/domain/customer/address";
import { canMove } from "@/server/domain/order/order";
import { shopperOrder } from "@/server/domain/order/shopper.queries";
import { paymentProviders } from "@/server/domain/payment/payment";
import { cancel, orderAgain, pay, tryAgain } from "./actions";
import { orderBehind } from "./open";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ key?: string; ask?: string; payment?: string }>;
};

/**
 * The address carries a key: it is not indexed, and no other site is told it. ("no-referrer" would also blank the
 * origin of this page's own forms, which then look like another site's.)
 */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return {
    title: `Order ${decodeURIComponent(number).slice(0, 20)}`,
    robots: { index: false, follow: false },
    referrer: "same-origin",
  };
}

const tones = {
  positive: "text-positive [--shape-gap:var(--paper)]",
  warning: "text-warning [--shape-gap:var(--paper)]",
  critical: "text-critical [--shape-gap:var(--paper)]",
  info: "text-info [--shape-gap:var(--paper)]",
  neutral: "text-neutral [--shape-gap:var(--paper)]",
};

export default async function OrderPage({ params, searchParams }: Props) {
  const [{ number: given }, { key, ask, payment }] = await Promise.all([params, searchParams]);
  const [{ ctx, id, number, link }, user] = await Promise.all([orderBehind(given, key), currentUser()]);
  const order = await shopperOrder(ctx, id);
  const { timeZone } = order;
  const sameDay = (at: string) =>
    timeWords(new Date(at), "date", { timeZone }) === timeWords(ctx.now, "date", { timeZone });
  const stand = standOf(order, (at) =>
    sameDay(at)
      ? timeWords(new Date(at), "time", { timeZone })
      : timeWords(new Date(at), "day", { timeZone }),
  );
  const here = link.slice(ctx.links.shop.length);
  const invoice = `/api/documents/invoices/${number}${here.slice(here.indexOf("?"))}`;
  const providers = paymentProviders.filter((provider) => ctx.ports.gateways[provider]);
  const lastPayment = order.payments.at(-1);
  const cancellable =
    canMove(order.status, "cancelled") && stand.kind !== "taking" && stand.kind !== "closing";
  const form = { number, orderKey: key };
  const promised = promisedWords(order);
  return (
    <div className="mx-auto max-w-3xl">
      {stand.lookAgainIn !== null && <LookAgain seconds={stand.lookAgainIn} />}
      <header className="py-8 sm:py-10">
        <p className="text-sm text-muted">
          Order {number}, placed <Time at={order.createdAt} timeZone={timeZone} />
        </p>
        <h1 className="mt-2 flex items-start gap-3 font-display text-3xl sm:text-4xl" aria-live="polite">
          <StatusShape tone={stand.tone} className={`mt-2 size-6 shrink-0 sm:mt-3 ${tones[stand.tone]}`} />
          {stand.title}
        </h1>
        <p className="mt-3 max-w-prose text-lg text-muted">{stand.next}</p>
        {promised && (
          <p className="mt-3 flex items-center gap-2">
            <Truck aria-hidden className="size-5 shrink-0 text-muted" />
            {promised}
          </p>
        )}
      </header>

      <div className="grid gap-12">
        {stand.kind === "to_pay" && ask !== "cancel" && (
          <section aria-label="Pay" className="grid gap-4 border-y border-line-strong py-6">
            {payment === "unavailable" && (
              <Callout tone="warning" live="alert" title="The payment page can’t be opened just now">
                Your order is placed and held for you. Try again in a minute.
              </Callout>
            )}
            {payment === "refused" && (
              <Callout tone="warning" live="alert">
                This order could not be paid just then. Look below how it stands.
              </Callout>
            )}
            <HoldCountdown until={order.paymentDueAt} now={order.now} />
            <p className="text-sm text-muted">
              Held until <Time at={order.paymentDueAt} style="datetime" timeZone={timeZone} />
            </p>
            <PayForm
              {...form}
              action={pay}
              total={order.total}
              providers={providers}
              chosen={order.provider}
            />
          </section>
        )}

        {(stand.kind === "declined" || stand.kind === "too_late") && (
          <section aria-label="Try again" className="grid gap-4 border-y border-line-strong py-6">
            {lastPayment?.failureMessage && (
              <p>
                {order.provider === "paypal" ? "PayPal’s answer" : "The bank’s answer"}:{" "}
                <q>{lastPayment.failureMessage}</q>
              </p>
            )}
            <TryAgainForm
              {...form}
              action={tryAgain}
              total={order.total}
              providers={providers}
              chosen={order.provider}
            />
            <p className="text-sm text-muted">
              The same things, to the same address. You pay on the next page.
            </p>
          </section>
        )}

        {stand.kind === "arrived" && (
          <section aria-label="Your review" className="border-y border-line-strong py-6">
            <p className="mb-4">How is it? A sentence helps the next one who looks at it.</p>
            <ButtonLink href={here.replace("?", "/review?")} look="primary">
              Write a review
            </ButtonLink>
          </section>
        )}

        {cancellable && ask === "cancel" && (
          <section
            id="cancel"
            aria-labelledby="cancel-title"
            className="grid gap-3 border-y border-line-strong py-6"
          >
            <h2 id="cancel-title" className="font-display text-2xl">
              Cancel order {number}?
            </h2>
            <CancelForm
              {...form}
              action={cancel}
              paid={order.status !== "pending"}
              processing={stand.kind === "at_bank"}
              backHref={here}
            />
          </section>
        )}

        <OrderParcels order={order} />
        <OrderNews order={order} />
        <OrderContents
          order={order}
          country={countryName(order.shippingAddress.country)}
          linkKey={here.slice(here.indexOf("?"))}
        />

        {order.status !== "pending" && stand.kind !== "declined" && stand.kind !== "too_late" && (
          <ReorderForm {...form} action={orderAgain} />
        )}
        {!user && key && (
          <section aria-labelledby="account" className="grid justify-items-start gap-3 border-t pt-6">
            <h2 id="account" className="font-display text-2xl">
              Keep this order in an account
            </h2>
            <p className="text-muted">
              One place for your orders and addresses. You choose a password; the rest we have already.
            </p>
            <ButtonLink href={`/register?order=${number}&key=${encodeURIComponent(key)}`}>
              Register
            </ButtonLink>
          </section>
        )}

        <footer className="flex flex-wrap gap-x-6 gap-y-3 border-t pt-6 text-sm">
          {cancellable && ask !== "cancel" && (
            <Link href={`${here}&ask=cancel#cancel`} look="muted" scroll={false}>
              Cancel this order…
            </Link>
          )}
          {order.paidAt && (
            <ExternalLink href={invoice} look="muted">
              Invoice (PDF)
            </ExternalLink>
          )}
          <Link href="/help/returns" look="muted">
            Cancelling and returns
          </Link>
          {stand.lookAgainIn !== null && (
            <noscript>
              <a href={here} className="text-muted underline">
                Look again
              </a>
            </noscript>
          )}
        </footer>
      </div>
    </div>
  );
}
