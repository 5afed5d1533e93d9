import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { BackorderTable } from "@/components/admin/backorder/backorder-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { backorderPage } from "@/server/domain/shipment/backorder.queries";

export const metadata: Metadata = { title: "Backorders" };

type Query = Promise<Record<string, string | string[] | undefined>>;
const path = "/admin/orders/backorders";

/** What paid orders wait for, and what a manager can do about each. */
export default async function BackordersPage({ searchParams }: { searchParams: Query }) {
  await staffGate("manager", path);
  const { after, order } = single(await searchParams);
  const ctx = await visitorContext();
  const [page, { timeZone }] = await Promise.all([
    backorderPage(ctx, { cursor: after, order }),
    readSettings(ctx),
  ]);
  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Orders", href: "/admin/orders" }, { label: "Backorders" }]} />}
        title={order ? `Backorders of ${order}` : "Backorders"}
        summary="Paid for and not there. They get stock by themselves when it comes in, the longest wait first."
        actions={
          order && (
            <ButtonLink href={path} size="sm">
              All backorders
            </ButtonLink>
          )
        }
      />
      {page.items.length > 0 ? (
        <BackorderTable items={page.items} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={order ? "Nothing of this order waits for stock" : "Nothing waits for stock"}
          action={<ButtonLink href={order ? `/admin/orders/${order}` : "/admin/orders"}>Back</ButtonLink>}
        >
          When a picker does not find what an order was promised, and it is nowhere else, it is listed here.
        </EmptyState>
      )}
      <Pagination
        newerHref={after ? address(path, { order }) : undefined}
        newerLabel="First page"
        olderHref={page.nextCursor ? address(path, { order, after: page.nextCursor }) : undefined}
        olderLabel="More"
      />
    </>
  );
}
