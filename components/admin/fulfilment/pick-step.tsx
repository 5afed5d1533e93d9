import { Kbd } from "@/components/ui/kbd";
import { ScanBox } from "./scan-box";
import { ShortPick } from "./short-pick";
import { type ShownLine, StopCard } from "./stop-card";
import type { usePicking, Word } from "./use-picking";

type Work = Pick<
  ReturnType<typeof usePicking<ShownLine>>,
  "stop" | "shelf" | "standing" | "sending" | "read"
>;
type Props = { picking: Work; word: Word | null; totes: boolean; awake: boolean };

/** What to fetch now, and the box for its scans. */
export function PickStep({ picking: { stop, shelf, standing, read }, word, totes, awake }: Props) {
  if (!stop)
    return (
      <p role="status" className="text-muted">
        Everything is fetched. The last scans are on their way.
      </p>
    );
  // On a walk what is missing is missing for the tote that is next; a shipment's own lines each have the button.
  const next = totes ? stop.lines.find((line) => line.picked < line.quantity) : undefined;
  return (
    <div className="grid gap-3">
      <StopCard stop={stop} shelf={shelf} totes={totes} />
      <ScanBox
        label={
          shelf
            ? `Scan shelf ${shelf}`
            : standing.units
              ? `Scan ${standing.units} of an item`
              : "Scan an item"
        }
        placeholder={shelf ? "Shelf code" : "Barcode or SKU"}
        awake={awake}
        wrong={word?.tone === "critical"}
        onRead={read}
        hint={
          shelf ? undefined : (
            <span>
              Each scan counts one. For more, type how many there are in all and press <Kbd>Enter</Kbd>
            </span>
          )
        }
      />
      {next && <ShortPick shipment={next.shipment} line={{ ...next, left: next.quantity - next.picked }} />}
    </div>
  );
}
