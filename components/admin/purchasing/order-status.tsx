import { Status, type Tone } from "@/components/ui/status";
import type { PurchaseOrderStatus } from "@/server/domain/purchasing/purchase-order";

const looks: Record<PurchaseOrderStatus, { word: string; tone: Tone }> = {
  draft: { word: "Draft", tone: "neutral" },
  ordered: { word: "Ordered", tone: "info" },
  partially_received: { word: "Partly received", tone: "info" },
  received: { word: "Received", tone: "positive" },
  cancelled: { word: "Cancelled", tone: "critical" },
};

export const orderStatusWord = (status: PurchaseOrderStatus): string => looks[status].word;

type Props = {
  status: PurchaseOrderStatus;
  /** A draft about which a manager was asked. */
  asked?: boolean;
  overdue?: boolean;
};

/** Where an order stands, and what is wrong with that. */
export function PurchaseOrderStatusMark({ status, asked, overdue }: Props) {
  const { word, tone } = looks[status];
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Status tone={tone}>{word}</Status>
      {asked && status === "draft" && <Status tone="warning">Waits for approval</Status>}
      {overdue && <Status tone="warning">Overdue</Status>}
    </span>
  );
}
