import { NumberStepper } from "@/components/ui/number-stepper";
import { Select } from "@/components/ui/select";
import type { RefundableLine } from "@/server/domain/order/refunds.queries";

export type Goods = "restock" | "damaged" | "none";
export type Chosen = Record<string, { quantity: number; goods: Goods }>;

const goodsWords: Record<Goods, string> = {
  restock: "Back to stock",
  damaged: "Back, damaged",
  none: "The customer keeps it",
};

type Props = {
  lines: readonly RefundableLine[];
  chosen: Chosen;
  onChange: (id: string, change: { quantity: number; goods: Goods }) => void;
};

/** How many of each line are paid back, and what becomes of the goods. */
export function RefundLines({ lines, chosen, onChange }: Props) {
  return (
    <ul aria-label="Items to refund" className="divide-y divide-line border-y border-line">
      {lines.map((line) => {
        const name = [line.title, line.variantTitle].filter(Boolean).join(", ");
        const { quantity, goods } = chosen[line.id] ?? { quantity: 0, goods: startGoods(line) };
        return (
          <li key={line.id} className="grid gap-2 py-2.5">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span className="min-w-0 flex-1 basis-40">
                <span className="font-medium">{line.title}</span>
                {line.variantTitle && <span className="text-muted"> {line.variantTitle}</span>}
                <span className="block text-sm text-muted">{line.open} can be refunded</span>
              </span>
              <NumberStepper
                name={`refund-${line.id}`}
                label={`How many of ${name} to refund`}
                defaultValue={quantity}
                min={0}
                max={line.open}
                onChange={(next) => onChange(line.id, { quantity: next, goods })}
              />
            </div>
            {quantity > 0 && (
              <Select
                size="md"
                aria-label={`What becomes of ${name}`}
                value={goods}
                onChange={(event) => onChange(line.id, { quantity, goods: event.target.value as Goods })}
              >
                {(Object.keys(goodsWords) as Goods[]).map((one) => (
                  <option key={one} value={one} disabled={one !== "none" && line.withCustomer < quantity}>
                    {goodsWords[one]}
                  </option>
                ))}
              </Select>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What is back already, or never came, can't come back. */
export const startGoods = (line: RefundableLine): Goods => (line.withCustomer > 0 ? "restock" : "none");
