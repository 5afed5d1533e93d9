import type { Metadata } from "next";
import { OrderList } from "@/components/account/order-list";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { type HistoryPage, orderHistory } from "@/server/domain/account/order-history.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { DomainError } from "@/server/kernel/errors";

export const metadata: Metadata = { title: "Your orders" };

type Query = Promise<{ after?: string | string[]; before?: string | string[] }>;

export default async function OrdersPage({ searchParams }: { searchParams: Query }) {
  const shopper = await accountGate("/account/orders");
  const [ctx, query] = await Promise.all([visitorContext(), searchParams]);
  const turn = { after: first(query.after), before: first(query.before) };
  const [page, { timeZone }] = await Promise.all([
    // A cursor that was cut off by a mail program starts from the front again.
    orderHistory(ctx, shopper.customerId, turn).catch((error: unknown): Promise<HistoryPage> => {
      if (error instanceof DomainError && error.kind === "invalid_input")
        return orderHistory(ctx, shopper.customerId);
      throw error;
    }),
    readSettings(ctx),
  ]);
  return (
    <>
      <PageHeader
        voice="shop"
        title="Your orders"
        summary={`All that was ordered with ${shopper.email}, signed in or not.`}
      />
      {page.rows.length > 0 ? (
        <OrderList orders={page.rows} timeZone={timeZone} />
      ) : (
        <EmptyState
          title="Nothing here yet"
          picture="/illustrations/empty-cart.svg"
          action={
            <ButtonLink href="/products" look="primary">
              Look around
            </ButtonLink>
          }
        >
          An order shows up here as soon as you place it. You ordered with another address? Change yours under
          Details, and those orders come along.
        </EmptyState>
      )}
      <Pagination
        newerHref={page.newer ? `/account/orders?before=${page.newer}` : undefined}
        olderHref={page.older ? `/account/orders?after=${page.older}` : undefined}
      />
    </>
  );
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
