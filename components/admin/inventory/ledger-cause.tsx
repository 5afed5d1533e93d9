import { Link } from "@/components/ui/link";
import type { LedgerRow } from "@/server/domain/inventory/ledger.queries";

/** What a move belongs to, as a link to it, and the reason that somebody gave. */
export function LedgerCause({ row }: { row: LedgerRow }) {
  const document = documentOf(row);
  if (!document && !row.reason) return <span className="text-muted">–</span>;
  return (
    <span className="break-words">
      {document && <Link href={document.href}>{document.name}</Link>}
      {row.reason && <span className={document ? "block text-xs text-muted" : ""}>{row.reason}</span>}
    </span>
  );
}

function documentOf(row: LedgerRow): { name: string; href: string } | null {
  if (row.shipment) return { name: row.shipment, href: `/admin/fulfilment/${row.shipment}` };
  if (row.order) return { name: row.order, href: `/admin/orders/${row.order}` };
  if (row.purchaseOrder) return { name: row.purchaseOrder, href: `/admin/purchasing/${row.purchaseOrder}` };
  if (row.count) return { name: row.count, href: `/admin/inventory/counts/${row.count}` };
  if (row.transfer) return { name: row.transfer, href: `/admin/inventory/transfers/${row.transfer}` };
  return null;
}
