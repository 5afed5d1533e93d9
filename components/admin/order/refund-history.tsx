import { actorWords, StateMark } from "@/components/admin/status-words";
import { ExternalLink } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { RefundDetail } from "@/server/domain/order/refunds.queries";
import { RefundTrouble } from "./refund-trouble";

const goodsWords = { restock: "back to stock", damaged: "back, damaged", none: "" } as const;

/** What went back of an order, or is to: who asked for it, why, and where it stands. */
export function RefundHistory({ refunds, timeZone }: { refunds: readonly RefundDetail[]; timeZone: string }) {
  return refunds.map((refund) => (
    <section
      key={refund.id}
      id={`refund-${refund.id}`}
      aria-label={`Refund ${refund.id}`}
      className="grid gap-1 border-t py-3 text-sm"
    >
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          Refund <Money value={refund.amount} />
        </span>
        {refund.byHand ? (
          <Status tone="positive">Paid another way</Status>
        ) : (
          <StateMark of="refund" state={refund.status} />
        )}
      </p>
      <p className="text-muted">
        {refund.reason} <Time at={refund.createdAt} timeZone={timeZone} />
        {refund.requestedBy && `, ${actorWords(refund.requestedBy)}`}
      </p>
      {(refund.lines.length > 0 || refund.shipping.amount > 0) && (
        <ul className="text-muted">
          {refund.lines.map((line) => (
            <li key={`${line.title} ${line.goods} ${line.quantity}`} className="flex justify-between gap-3">
              <span>
                {line.quantity} × {line.title}
                {goodsWords[line.goods] && `, ${goodsWords[line.goods]}`}
              </span>
              <Money value={line.amount} />
            </li>
          ))}
          {refund.shipping.amount > 0 && (
            <li className="flex justify-between gap-3">
              <span>Shipping</span>
              <Money value={refund.shipping} />
            </li>
          )}
        </ul>
      )}
      {refund.note && <p className="whitespace-pre-line">{refund.note}</p>}
      {refund.ref && <p className="font-mono text-xs break-all text-muted">{refund.ref}</p>}
      {refund.status === "succeeded" && (
        <p>
          <ExternalLink href={`/api/documents/credit-notes/${refund.id}`}>Credit note (PDF)</ExternalLink>
        </p>
      )}
      {refund.status === "failed" && (
        <div className="grid gap-2 pt-1">
          <p className="text-critical">
            {refund.failure}{" "}
            {refund.nextTryAt ? (
              <>
                Sent again by itself <RelativeTime at={refund.nextTryAt} timeZone={timeZone} />.
              </>
            ) : (
              "It is not sent again by itself."
            )}
          </p>
          <RefundTrouble refund={refund.id} amount={refund.amount} />
        </div>
      )}
    </section>
  ));
}
