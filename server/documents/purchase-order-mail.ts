import { sendNotification } from "@/server/domain/notification/send-notification";
import { purchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { asId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { purchaseOrderCsv } from "./purchase-order-csv";
import { purchaseOrderPdf } from "./purchase-order-pdf";

/** Mails an order to its supplier, with its PDF and CSV. `no_address`: somebody has to print it. */
export async function mailPurchaseOrder(
  ctx: WithPorts,
  purchaseOrderId: string,
  { again }: { again: boolean },
) {
  const paper = await purchaseOrderPaper(ctx, asId(purchaseOrderId));
  if (!paper) throw new Error(`Purchase order ${purchaseOrderId} is gone.`);
  const { number, supplier, shipTo, note, lines, units, total, expectedAt, timeZone } = paper;
  if (!supplier.email) return { sent: "no_address" as const, supplier: supplier.name, to: "" };
  const attachments = [
    { fileName: `${number}.pdf`, contentType: "application/pdf", content: await purchaseOrderPdf(paper) },
    { fileName: `${number}.csv`, contentType: "text/csv; charset=utf-8", content: purchaseOrderCsv(paper) },
  ];
  const sent = await sendNotification(ctx, {
    template: "purchase-order",
    to: supplier.email,
    orderId: null,
    props: {
      ...{ number, units, total, expectedAt, timeZone, shipTo, note, again },
      supplier: supplier.name,
      lines: lines.length,
      attachments: attachments.map(({ fileName }) => fileName),
    },
    attachments,
  });
  return { sent, supplier: supplier.name, to: supplier.email };
}
