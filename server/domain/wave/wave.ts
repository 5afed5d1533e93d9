import { compareBins } from "../inventory/bin";
import type { HoldReason } from "../order/order";
import type { PickLine } from "../shipment/pick";
import type { ShipmentStatus } from "../shipment/shipment";

/** Units for one of the shipments that are picked on a walk; its tote stands in the slot. */
export type WaveLine = PickLine & { shipment: string; slot: number };

/** One place to stop at: the same goods from the same shelf, for every tote that wants some. */
export type Stop<Line extends WaveLine = WaveLine> = {
  stockLevelId: number;
  sku: string;
  barcode: string | null;
  title: string;
  bin: string | null;
  quantity: number;
  picked: number;
  /** By slot: the order in which totes are filled. */
  lines: Line[];
};

/** The stops of a walk in the order of the shelves; goods without a shelf come last. */
export function stopsOf<Line extends WaveLine>(lines: readonly Line[]): Stop<Line>[] {
  const stops = new Map<number, Stop<Line>>();
  for (const line of walkOrder(lines)) {
    const { stockLevelId, sku, barcode, title, bin } = line;
    const stop = stops.get(stockLevelId) ?? {
      ...{ stockLevelId, sku, barcode, title, bin },
      quantity: 0,
      picked: 0,
      lines: [],
    };
    stop.quantity += line.quantity;
    stop.picked += line.picked;
    stop.lines.push(line);
    stops.set(stockLevelId, stop);
  }
  return [...stops.values()];
}

/** Lines as a walk passes them: by shelf, by goods, by tote. */
export const walkOrder = <Line extends WaveLine>(lines: readonly Line[]): Line[] =>
  [...lines].sort(
    (a, b) =>
      compareBins(a.bin, b.bin) ||
      a.sku.localeCompare(b.sku) ||
      a.stockLevelId - b.stockLevelId ||
      a.slot - b.slot,
  );

export const isDone = ({ picked, quantity }: { picked: number; quantity: number }): boolean =>
  picked >= quantity;

/** Where to go next: on at the shelf that one stands at, else the first shelf that still has something. */
export function nextStop<S extends Stop>(stops: readonly S[], standingAt?: string | null): S | undefined {
  const open = stops.filter((stop) => !isDone(stop));
  return open.find((stop) => standingAt && stop.bin === standingAt) ?? open[0];
}

/** How many of a stop's units still go into which tote: "2 in tote 1, 3 in tote 4". */
export function putsOf(stop: Pick<Stop, "lines">): { slot: number; shipment: string; units: number }[] {
  const puts = new Map<number, { slot: number; shipment: string; units: number }>();
  for (const { slot, shipment, quantity, picked } of stop.lines) {
    const put = puts.get(slot) ?? { slot, shipment, units: 0 };
    put.units += quantity - picked;
    puts.set(slot, put);
  }
  return [...puts.values()].filter(({ units }) => units > 0);
}

/** Whether a tote still takes units: its shipment is being picked and nothing keeps it here. */
export const isGoing = ({ status, held }: { status: ShipmentStatus; held: HoldReason | null }): boolean =>
  status === "picking" && held === null;

/** Whether a tote is on the trolley for nothing: its shipment was cancelled, or called back to the queue. */
export const isOff = ({ status }: { status: ShipmentStatus }): boolean =>
  status === "cancelled" || status === "assigned";
