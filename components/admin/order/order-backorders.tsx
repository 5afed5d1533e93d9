import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import type { CancellableLine } from "./cancel-units-lines";

type Props = { number: string; lines: readonly CancellableLine[]; manager: boolean };

/** What of the order was not there when it was picked. */
export function OrderBackorders({ number, lines, manager }: Props) {
  const waiting = lines.filter((line) => line.backordered > 0);
  const units = waiting.reduce((sum, line) => sum + line.backordered, 0);
  if (units === 0) return null;
  return (
    <Callout tone="warning" title={`${units} ${units === 1 ? "unit waits" : "units wait"} for stock`}>
      {waiting
        .map((line) => `${line.backordered} × ${line.title}${line.variantTitle && ` ${line.variantTitle}`}`)
        .join(", ")}
      . {units === 1 ? "It is" : "They are"} sent when stock comes in.
      {manager && (
        <>
          {" "}
          <Link href={`/admin/orders/backorders?order=${number}`}>Decide what becomes of it</Link>
        </>
      )}
    </Callout>
  );
}
