import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Stop } from "@/server/domain/wave/wave";
import { ScanBox } from "./scan-box";
import { type ShownLine, StopCard } from "./stop-card";
import type { usePicking, Word } from "./use-picking";

type Work = Pick<
  ReturnType<typeof usePicking<ShownLine>>,
  "stop" | "shelf" | "standing" | "sending" | "read"
>;
type Props = {
  picking: Work;
  word: Word | null;
  totes: boolean;
  awake: boolean;
  /** Not all of it lies on its shelf. A shipment's own lines each have their button. */
  onShort?: (stop: Stop<ShownLine>) => void;
};

/** What to fetch now, and the box for its scans. */
export function PickStep({ picking: { stop, shelf, standing, read }, word, totes, awake, onShort }: Props) {
  if (!stop)
    return (
      <p role="status" className="text-muted">
        Everything is fetched. The last scans are on their way.
      </p>
    );
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
      {onShort && (
        <Button look="quiet" size="lg" aria-label={`${stop.title} is not here`} onClick={() => onShort(stop)}>
          Not here…
        </Button>
      )}
    </div>
  );
}
