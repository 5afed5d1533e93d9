import { Document, Page, renderToBuffer, StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { count, fullDate } from "@/emails/format";
import { shopName } from "@/emails/layout";
import type { PurchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { formatMoney } from "@/server/kernel/money";
import { colour, font, printable, sheet } from "./sheet";

/** The order as its supplier gets it: A4, lines with both article numbers, page numbers, a total. */
export const purchaseOrderPdf = async (paper: PurchaseOrderPaper): Promise<Uint8Array> =>
  new Uint8Array(await renderToBuffer(<PurchaseOrderSheet paper={paper} />));

const style = StyleSheet.create({
  head: { flexDirection: "row", justifyContent: "space-between", marginBottom: 22 },
  parties: { flexDirection: "row", gap: 24, marginBottom: 22 },
  party: { flex: 1 },
  row: { flexDirection: "row", borderBottom: `0.75pt solid ${colour.line}`, paddingVertical: 5 },
  headRow: { flexDirection: "row", borderBottom: `1pt solid ${colour.ink}`, paddingBottom: 4 },
  cell: { paddingRight: 8 },
  figure: { textAlign: "right" },
  code: { fontFamily: font.code, fontSize: 8.5 },
  total: {
    flexDirection: "row",
    justifyContent: "flex-end",
    paddingTop: 10,
    gap: 24,
    fontFamily: font.strong,
    fontSize: 12,
  },
  note: { marginTop: 18, padding: 10, border: `0.75pt solid ${colour.line}` },
});

/** Parts of the sheet's width; the item takes what is left. */
const width = { yours: "17%", ours: "17%", units: "9%", packs: "12%", cost: "11%", sum: "13%" };

function PurchaseOrderSheet({ paper }: { paper: PurchaseOrderPaper }) {
  const { number, supplier, shipTo, lines, total } = paper;
  const day = (at: Date) => fullDate(at, paper.timeZone);
  const state = paper.orderedAt ? `Ordered on ${day(paper.orderedAt)}` : "Draft, not an order yet";
  return (
    <Document
      title={`Purchase order ${number}`}
      author={shopName}
      subject={printable(supplier.name)}
      language="en"
    >
      <Page size="A4" style={sheet.page}>
        <View style={sheet.footer} fixed>
          <Text>
            {printable(shopName)} · {number} · {printable(supplier.name)}
          </Text>
          <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
        </View>
        <View>
          <View style={style.head}>
            <View>
              <Text style={sheet.mark}>{printable(shopName)}</Text>
              <Text style={[sheet.title, { marginTop: 12 }]}>Purchase order {number}</Text>
            </View>
            <View style={{ alignItems: "flex-end", paddingTop: 2 }}>
              <Text
                style={paper.orderedAt ? sheet.strong : { color: colour.accent, fontFamily: font.strong }}
              >
                {state}
              </Text>
              {paper.expectedAt && <Text style={sheet.muted}>Expected on {day(paper.expectedAt)}</Text>}
            </View>
          </View>
          <View style={style.parties}>
            <Party
              label="Supplier"
              lines={[
                supplier.name,
                ...supplier.address.split("\n"),
                supplier.email ?? "",
                supplier.phone ?? "",
              ]}
            />
            <Party label="Deliver to" lines={addressLines(shipTo)} />
            <Party label="On every parcel, please" lines={[number, `Receiving dock ${paper.location}`]} />
          </View>

          <View style={style.headRow} fixed>
            <Head width={width.yours}>Your article</Head>
            <Head width={width.ours}>Our SKU</Head>
            <Head>Item</Head>
            <Head width={width.units} figure>
              Units
            </Head>
            <Head width={width.packs} figure>
              Packs
            </Head>
            <Head width={width.cost} figure>
              Unit cost
            </Head>
            <Head width={width.sum} figure last>
              Amount
            </Head>
          </View>
          {lines.map((line) => (
            <View key={line.sku} style={style.row} wrap={false}>
              <Cell width={width.yours} code>
                {line.supplierSku}
              </Cell>
              <Cell width={width.ours} code>
                {line.sku}
              </Cell>
              <Cell>{line.title}</Cell>
              <Cell width={width.units} figure strong>
                {String(line.quantity)}
              </Cell>
              <Cell width={width.packs} figure>
                {line.packSize === 1 ? "" : `${line.packs} × ${line.packSize}`}
              </Cell>
              <Cell width={width.cost} figure>
                {formatMoney(line.cost)}
              </Cell>
              <Cell width={width.sum} figure last>
                {formatMoney(line.amount)}
              </Cell>
            </View>
          ))}
          <View wrap={false}>
            <View style={style.total}>
              <Text>
                {count(lines.length, "line")}, {count(paper.units, "unit")}
              </Text>
              <Text>{formatMoney(total)}</Text>
            </View>
            {paper.note !== "" && (
              <View style={style.note}>
                <Text style={sheet.label}>Note</Text>
                <Text>{printable(paper.note)}</Text>
              </View>
            )}
          </View>
        </View>
      </Page>
    </Document>
  );
}

function Party({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <View style={style.party}>
      <Text style={sheet.label}>{label}</Text>
      {lines
        .filter((line) => line.trim() !== "")
        .map((line, place) => (
          <Text key={line} style={place === 0 ? sheet.strong : {}}>
            {printable(line)}
          </Text>
        ))}
    </View>
  );
}

type CellProps = {
  width?: string;
  figure?: boolean;
  strong?: boolean;
  code?: boolean;
  last?: boolean;
  children: string;
};

const boxOf = ({ width: wide, figure, last }: Omit<CellProps, "children">) => [
  wide ? { width: wide } : { flex: 1 },
  last ? {} : style.cell,
  figure ? style.figure : {},
];

const Head = ({ children, ...box }: CellProps) => (
  <View style={boxOf(box)}>
    <Text style={[sheet.label, { marginBottom: 0 }]}>{children}</Text>
  </View>
);

/** A long word of an item's name breaks where it must. An article number gets no hyphen that somebody would type. */
const Cell = ({ children, code, strong, ...box }: CellProps) => (
  <View style={boxOf(box)}>
    <Text
      style={[code ? style.code : {}, strong ? sheet.strong : {}]}
      hyphenationCallback={(word) =>
        !code && word.length > 16 ? (word.match(/.{1,8}/gsu) ?? [word]) : [word]
      }
    >
      {code ? printable(children).replace(/\S{15}(?=\S)/g, "$&\n") : printable(children)}
    </Text>
  </View>
);
