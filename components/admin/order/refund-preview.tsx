import { KeyValues } from "@/components/ui/key-values";
import { Money } from "@/components/ui/money";
import type { RefundPreview as Told } from "@/server/domain/order/refunds.queries";
import { type Money as Amount, formatMoney } from "@/server/kernel/money";

/** What is left of a payment before a refund and after it. */
export function RefundPreview({ told, disputed }: { told: Told | undefined; disputed: Amount }) {
  return (
    <div aria-live="polite" className="rounded bg-well px-3.5 py-2 text-sm">
      {told ? (
        <>
          <KeyValues
            layout="sums"
            rows={[
              { label: "Kept now", value: <Money value={told.before} /> },
              {
                label: "Goes back",
                value: <Money value={{ ...told.amount, amount: -told.amount.amount }} />,
                strong: true,
              },
              { label: "Kept then", value: <Money value={told.after} /> },
            ]}
          />
          {told.cost && (
            <p className="py-1 text-muted">
              These had cost {formatMoney(told.cost)}; a part of that went back before.
            </p>
          )}
        </>
      ) : (
        <p className="text-muted">Choose what to give back, and see here what it comes to.</p>
      )}
      {disputed.amount > 0 && (
        <p className="py-1 text-warning">
          {formatMoney(disputed)} is in dispute at the customer’s bank and can’t be refunded here.
        </p>
      )}
    </div>
  );
}
