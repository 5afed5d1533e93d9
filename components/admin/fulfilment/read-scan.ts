import { normalBin } from "@/server/domain/inventory/bin";
import { isCodeOf, type Taken, takeFrom } from "@/server/domain/shipment/pick";
import { isDone, nextStop, type Stop, stopsOf, type WaveLine, walkOrder } from "@/server/domain/wave/wave";

/** Where the picker stands: the shelf that was scanned, the goods in hand, and a number typed for the next ones. */
export type Standing = { bin: string | null; level: number | null; units: number | null };

export const nowhere: Standing = { bin: null, level: null, units: null };

type Take = { code: string; quantity: number; stockLevelId: number; bin?: string | undefined };

/** What a scan, or what was typed in its place, means. */
export type Heard<Line extends WaveLine> =
  | { kind: "shelf"; bin: string; standing: Standing }
  | { kind: "units"; units: number; standing: Standing }
  | { kind: "take"; take: Take; taken: Taken<Line>; standing: Standing }
  | { kind: "wrong"; message: string };

type Floor<Line> = {
  lines: readonly Line[];
  standing: Standing;
  /** Whether a shelf is scanned before what lies on it. */
  scanBins: boolean;
  /** "shipment HF-100042-1" or "walk WV-1001". */
  of: string;
};

/** The shelf that has to be scanned now; null when the item is next. */
export const shelfToScan = (stop: Stop | undefined, standing: Standing, scanBins: boolean): string | null =>
  scanBins && stop?.bin && stop.bin !== standing.bin ? stop.bin : null;

/** An item counts once; a shelf says where one stands; a short number says how many of the item in hand there are in all. */
export function readScan<Line extends WaveLine>(text: string, floor: Floor<Line>): Heard<Line> {
  const { lines, standing, scanBins, of } = floor;
  const stops = stopsOf(lines);
  const current = nextStop(stops, standing.bin);
  const meant = stops.filter((stop) => isCodeOf(stop, text));
  if (meant.length > 0) {
    const stop = meant.find((one) => one === current) ?? nextStop(meant, standing.bin) ?? meant[0];
    return stop ? item(text, standing.units ?? 1, stop, floor) : wrong(text);
  }

  const bin = normalBin(text);
  const there = stops.filter((stop) => stop.bin === bin);
  if (there.length > 0) {
    if (there.every(isDone))
      return wrong(`Nothing is left to pick from ${bin}.${current?.bin ? ` Go to ${current.bin}.` : ""}`);
    return { kind: "shelf", bin, standing: { bin, level: null, units: null } };
  }

  if (/^\d{1,4}$/.test(text) && Number(text) > 0) return count(Number(text), stops, floor);
  const shelf = shelfToScan(current, standing, scanBins);
  return wrong(
    shelf
      ? `${text} is not shelf ${shelf}. Nothing was counted.`
      : `${text} does not belong to ${of}. Put it back.`,
  );
}

const wrong = (message: string) => ({ kind: "wrong", message }) as const;

function item<Line extends WaveLine>(
  code: string,
  quantity: number,
  stop: Stop<Line>,
  { lines, standing, scanBins, of }: Floor<Line>,
): Heard<Line> {
  const shelf = isDone(stop) ? null : shelfToScan(stop, standing, scanBins);
  if (shelf) return wrong(`Scan shelf ${shelf} first: ${stop.title} lies there.`);
  const bin = scanBins && stop.bin ? stop.bin : undefined;
  const take = { code, quantity, stockLevelId: stop.stockLevelId, ...(bin ? { bin } : {}) };
  try {
    const taken = takeFrom(walkOrder(lines), take, of);
    return { kind: "take", take, taken, standing: { ...standing, level: stop.stockLevelId, units: null } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

/** How many there are in all of what was scanned last; before a scan, how many the next one is. */
function count<Line extends WaveLine>(
  units: number,
  stops: readonly Stop<Line>[],
  floor: Floor<Line>,
): Heard<Line> {
  const stop = stops.find((one) => one.stockLevelId === floor.standing.level && !isDone(one));
  if (!stop) return { kind: "units", units, standing: { ...floor.standing, units } };
  if (units <= stop.picked)
    return wrong(`${stop.title}: ${stop.picked} of ${stop.quantity} are counted already.`);
  return item(stop.sku, units - stop.picked, stop, floor);
}

/** Lines as they are once waiting scans are booked; what the server would refuse is left out. */
export function withScans<Line extends WaveLine>(
  lines: readonly Line[],
  scans: readonly Pick<Take, "code" | "quantity">[],
): Line[] {
  return scans.reduce<Line[]>(
    (now, scan) => {
      try {
        const { takes } = takeFrom(walkOrder(now), scan, "");
        const units = new Map<WaveLine, number>(takes.map((take) => [take.line, take.units]));
        return now.map((line) => ({ ...line, picked: line.picked + (units.get(line) ?? 0) }));
      } catch {
        return now;
      }
    },
    [...lines],
  );
}
