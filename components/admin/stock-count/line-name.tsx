import { Time } from "@/components/ui/time";
import type { SheetLine } from "@/server/domain/stock-count/count.queries";

type Props = {
  line: Pick<SheetLine, "sku" | "title" | "variantTitle" | "lot" | "expiresAt" | "barcode">;
  large?: boolean;
};

/** What stands on a shelf, and how to know it from its neighbour. */
export function LineName({ line, large }: Props) {
  return (
    <span className="block min-w-0">
      <span className={`block font-semibold ${large ? "text-lg" : "leading-5"}`}>
        {line.title}
        {line.variantTitle && <span className="font-normal"> · {line.variantTitle}</span>}
      </span>
      <span className="block font-mono text-sm break-all text-muted">
        {line.sku}
        {large && line.barcode && ` · ${line.barcode}`}
      </span>
      {line.lot && (
        <span className="block text-sm">
          Lot <span className="font-mono">{line.lot}</span>
          {line.expiresAt && (
            <>
              , expires <Time at={line.expiresAt} style="date" />
            </>
          )}
        </span>
      )}
    </span>
  );
}
