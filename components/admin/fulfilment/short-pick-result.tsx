import { Button, ButtonLink } from "@/components/ui/button";
import type { ShortPicked } from "@/server/domain/shipment/short";

type Props = { told: ShortPicked; shipment: string; onDone: () => void };

/** What became of units that were not there, one line each, in the order a picker cares. */
export function ShortPickResult({ told, shipment, onDone }: Props) {
  return (
    <div className="grid gap-4">
      <div role="status" className="grid gap-2 text-lg">
        {linesOf(told, shipment).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <p className="text-sm text-muted">The shelf is to be counted: {told.recount}.</p>
      <div className="flex flex-wrap justify-end gap-2">
        {told.ended ? (
          <ButtonLink href="/admin/fulfilment" look="primary" size="lg">
            Back to the queue
          </ButtonLink>
        ) : (
          <Button look="primary" size="lg" onClick={onDone}>
            Go on picking
          </Button>
        )}
      </div>
    </div>
  );
}

const come = (count: number, one: string, several: string): string =>
  `${count} ${count === 1 ? one : several}`;

function linesOf(told: ShortPicked, shipment: string): string[] {
  const { samePlace, otherPlace, backordered, movedAll, ended } = told;
  const moved = otherPlace.map(({ quantity, place, shipment: other }) =>
    movedAll
      ? `All of it is sent from ${place} now, as ${other}, so that it stays one parcel. Leave it here.`
      : `${come(quantity, "unit is", "units are")} sent from ${place}, as ${other}.`,
  );
  return [
    ...samePlace.map(
      ({ quantity, bin, lot }) =>
        `Take ${quantity} from ${bin ? `shelf ${bin}` : lot ? `lot ${lot}` : "another shelf here"} instead.`,
    ),
    ...moved,
    ...(backordered > 0
      ? [
          `${come(backordered, "unit is", "units are")} nowhere to be had. A manager decides; ${backordered === 1 ? "it waits" : "they wait"} for stock.`,
        ]
      : []),
    ...(ended && !movedAll ? [`${shipment} has nothing left to send.`] : []),
    ...(!ended && samePlace.length === 0 ? ["The rest of this shipment goes on."] : []),
  ];
}
