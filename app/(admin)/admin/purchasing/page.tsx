import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { AlertAction } from "@/components/admin/purchasing/alert-action";
import { LowTable } from "@/components/admin/purchasing/alerts-low";
import { DraftList, OverdueList } from "@/components/admin/purchasing/alerts-orders";
import { PurchasingTabs } from "@/components/admin/purchasing/purchasing-tabs";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import {
  automaticDraftList,
  lowStock,
  overdueOrders,
  purchasingCounts,
} from "@/server/domain/purchasing/alerts.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { formatMoney, money } from "@/server/kernel/money";
import { approvePurchase, restockAll, restockNow } from "./actions";

export const metadata: Metadata = { title: "Purchasing" };

const home = "/admin/purchasing";

type Props = { searchParams: Promise<Record<"cursor" | "ordered" | "restocked", string | undefined>> };

export default async function AlertsPage({ searchParams }: Props) {
  const { role } = await staffGate("warehouse", home);
  // The warehouse comes here to receive.
  if (!hasRole(role, "manager")) redirect("/admin/purchasing/orders");
  const { cursor, ordered, restocked } = await searchParams;
  const ctx = await visitorContext();
  const settings = await readSettings(ctx);
  const [low, drafts, overdue, counts] = await Promise.all([
    lowStock(ctx, settings.timeZone, cursor),
    automaticDraftList(ctx),
    overdueOrders(ctx),
    purchasingCounts(ctx),
  ]);
  const limit = money(settings.purchaseApprovalLimit, settings.currency);
  return (
    <>
      <PageHeader
        title="Purchasing"
        summary={
          limit.amount === 0
            ? "What runs low is put on purchase orders by itself; every one waits for a manager."
            : `What runs low is put on purchase orders by itself; up to ${formatMoney(limit)} they are ordered unasked.`
        }
      />
      <PurchasingTabs current="alerts" role={role} />
      <div className="grid gap-8 pt-4 *:min-w-0">
        {ordered && (
          <Callout tone="positive" live="status">
            <Link href={`/admin/purchasing/orders/${encodeURIComponent(ordered)}`}>{ordered}</Link> is
            ordered.
          </Callout>
        )}
        {restocked && (
          <Callout tone="positive" live="status">
            What is missing of {restocked === "ALL" ? "them" : restocked} is on purchase orders now.
          </Callout>
        )}
        {drafts.length > 0 && (
          <Panel id="drafts" title="Not ordered yet" aside={asideWords(counts.toApprove)}>
            <DraftList drafts={drafts} approve={approvePurchase} />
          </Panel>
        )}
        {overdue.length > 0 && (
          <Panel id="overdue" title="Overdue deliveries">
            <OverdueList orders={overdue} />
          </Panel>
        )}
        <Panel
          id="low"
          title="Low now"
          aside={
            <span className="flex flex-wrap items-center justify-end gap-x-4 gap-y-1 py-1">
              {counts.unsupplied > 0 && (
                <Link href="/admin/purchasing/rules?supplier=NONE">
                  {counts.unsupplied === 1
                    ? "1 rule has no supplier"
                    : `${many(counts.unsupplied)} rules have no supplier`}
                </Link>
              )}
              {counts.uncovered > 1 && (
                <AlertAction action={restockAll} fields={{ of: "low" }} pendingLabel="Reckoning…">
                  Order all that is not on its way
                </AlertAction>
              )}
            </span>
          }
        >
          {low.rows.length > 0 ? (
            <>
              <LowTable rows={low.rows} restock={restockNow} />
              <Pagination
                newerHref={cursor ? home : undefined}
                newerLabel="First page"
                olderHref={low.nextCursor ? `${home}?cursor=${low.nextCursor}#low` : undefined}
                olderLabel="Next page"
                summary={`${many(counts.low)} in all`}
              />
            </>
          ) : (
            <EmptyState title="Nothing is low" compact as="h3">
              Every place has more than its reorder points ask for.
            </EmptyState>
          )}
        </Panel>
      </div>
    </>
  );
}

const many = (count: number): string => (count >= 1000 ? "over 1,000" : String(count));
const asideWords = (toApprove: number): string | null => {
  if (toApprove === 0) return null;
  return toApprove === 1 ? "1 waits for your approval" : `${many(toApprove)} wait for your approval`;
};
