import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { count, moment } from "@/emails/format";
import type { PaperHead, PaperLine, ShipmentPapers } from "@/server/domain/shipment/shipment-paper.queries";
import { barcodeOf, code128 } from "./barcode";
import { Bars, mm } from "./bars";
import { paperSize, pdfOf, Row, Sheet } from "./parts";
import { colour, font, printable, printableCode, sheet } from "./sheet";

/** One stop of a walk: take so many of one thing from one shelf, and share them out. */
export type Stop = Pick<PaperLine, "sku" | "title" | "barcode" | "bin" | "lot" | "expiresAt"> & {
  quantity: number;
  into: { tote: number; shipment: string; quantity: number }[];
};

const byBin = new Intl.Collator("en", { numeric: true });

/** The stops of a walk in the order of the shelves; what has no shelf code comes last. */
export function stopsOf(shipments: readonly PaperHead[], lines: readonly PaperLine[]): Stop[] {
  const totes = new Map(shipments.map((head, place) => [head.number, head.slot ?? place + 1]));
  const stops = new Map<number, Stop>();
  for (const line of lines) {
    const tote = totes.get(line.shipment);
    if (tote === undefined) continue;
    const { sku, title, barcode, bin, lot, expiresAt, stockLevelId } = line;
    const stop = stops.get(stockLevelId) ?? {
      sku,
      title,
      barcode,
      bin,
      lot,
      expiresAt,
      quantity: 0,
      into: [],
    };
    stop.quantity += line.quantity;
    const there = stop.into.find((part) => part.shipment === line.shipment);
    if (there) there.quantity += line.quantity;
    else stop.into.push({ tote, shipment: line.shipment, quantity: line.quantity });
    stops.set(stockLevelId, stop);
  }
  for (const stop of stops.values()) stop.into.sort((a, b) => a.tote - b.tote);
  return [...stops.values()].sort(
    (a, b) =>
      Number(a.bin === null) - Number(b.bin === null) ||
      byBin.compare(a.bin ?? "", b.bin ?? "") ||
      byBin.compare(a.sku, b.sku),
  );
}

const style = StyleSheet.create({
  tick: { width: 13, height: 13, border: `1pt solid ${colour.ink}`, marginRight: 10, marginTop: 2 },
  bin: { width: "27%", paddingRight: 10 },
  binName: { fontFamily: font.strong, fontSize: 17, marginBottom: 3 },
  item: { flex: 1, paddingRight: 10 },
  units: { width: "12%", fontFamily: font.strong, fontSize: 20, textAlign: "right", paddingRight: 14 },
  codes: { width: "30%" },
  code: { fontFamily: font.code, fontSize: 8.5, marginTop: 2 },
  totes: { flexDirection: "row", flexWrap: "wrap", gap: 8, marginBottom: 14 },
});

/** One walk through one place on paper: by shelf, with barcodes of shelf and article, and which tote gets what. */
export function pickListPdf(papers: ShipmentPapers, title: string): Promise<Uint8Array> {
  const places = [...new Set(papers.shipments.map((head) => head.place))];
  return pdfOf(
    title,
    papers.shop,
    places.map((place) => (
      <PickSheet
        key={place}
        shop={papers.shop}
        title={title}
        shipments={papers.shipments.filter((head) => head.place === place)}
        lines={papers.lines}
      />
    )),
  );
}

type PickSheetProps = { shop: string; title: string; shipments: PaperHead[]; lines: PaperLine[] };

function PickSheet({ shop, title, shipments, lines }: PickSheetProps) {
  const [first] = shipments;
  if (!first) return null;
  const stops = stopsOf(shipments, lines);
  const units = stops.reduce((sum, stop) => sum + stop.quantity, 0);
  const due = new Date(Math.min(...shipments.map((head) => head.shipBy.getTime())));
  const code = code128(shipments.length === 1 ? first.number : title);
  const single = shipments.length === 1;
  return (
    <Sheet
      size={paperSize(first.from.country)}
      shop={shop}
      title={single ? `Pick ${first.number}` : title}
      aside={
        <>
          {code && <Bars code={code} width={mm(62)} height={mm(10)} />}
          <Text style={[sheet.muted, { marginTop: 4 }]}>
            {printable(first.placeName)} · {count(stops.length, "stop")} · {count(units, "unit")}
          </Text>
          <Text style={sheet.strong}>Leaves by {moment(due, first.timeZone)}</Text>
        </>
      }
      footer={`${shop} · ${first.placeName} · ${title}`}
    >
      {!single && (
        <View style={style.totes}>
          {shipments.map((head, place) => (
            <Text key={head.number}>
              <Text style={sheet.strong}>Tote {head.slot ?? place + 1}</Text> {head.number}
            </Text>
          ))}
        </View>
      )}
      {stops.map((stop) => (
        <StopRow key={`${stop.bin} ${stop.sku} ${stop.lot}`} stop={stop} single={single} />
      ))}
    </Sheet>
  );
}

function StopRow({ stop, single }: { stop: Stop; single: boolean }) {
  const shelf = stop.bin ? code128(stop.bin) : null;
  const code = barcodeOf(stop);
  return (
    <Row>
      <View style={style.tick} />
      <View style={style.bin}>
        <Text style={style.binName}>{printable(stop.bin ?? "No shelf")}</Text>
        {shelf && <Bars code={shelf} width={mm(42)} height={mm(8)} />}
      </View>
      <View style={style.item}>
        <Text style={sheet.strong}>{printable(stop.title)}</Text>
        {stop.lot && (
          <Text style={sheet.muted}>
            Lot {printable(stop.lot)}
            {stop.expiresAt && `, best before ${stop.expiresAt.toISOString().slice(0, 10)}`}
          </Text>
        )}
        {!single && (
          <Text style={{ marginTop: 3 }}>
            {stop.into.map((part) => `${part.quantity} in tote ${part.tote}`).join(" · ")}
          </Text>
        )}
      </View>
      <Text style={style.units}>{stop.quantity}</Text>
      <View style={style.codes}>
        {code && <Bars code={code} width={mm(52)} height={mm(8)} />}
        <Text style={style.code}>{printableCode(stop.sku)}</Text>
      </View>
    </Row>
  );
}
