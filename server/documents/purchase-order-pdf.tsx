import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { count, fullDate } from "@/emails/format";
import { shopName } from "@/emails/layout";
import type { PurchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { formatMoney } from "@/server/kernel/money";
import { Cell, Head, HeadRow, Parties, Party, pdfOf, Row, Sheet } from "./parts";
import { colour, font, printable, sheet } from "./sheet";

/** The order as its supplier gets it: A4, lines with both article numbers, page numbers, a total. */
export const purchaseOrderPdf = (paper: PurchaseOrderPaper): Promise<Uint8Array> =>
  pdfOf(`Purchase order ${paper.number}`, shopName, <PurchaseOrderSheet paper={paper} />);

const style = StyleSheet.create({
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
    <Sheet
      size="A4"
      shop={shopName}
      title={`Purchase order ${number}`}
      aside={
        <>
          <Text style={paper.orderedAt ? sheet.strong : { color: colour.accent, fontFamily: font.strong }}>
            {state}
          </Text>
          {paper.expectedAt && <Text style={sheet.muted}>Expected on {day(paper.expectedAt)}</Text>}
        </>
      }
      footer={`${shopName} · ${number} · ${supplier.name}`}
    >
      <Parties>
        <Party
          label="Supplier"
          lines={[supplier.name, ...supplier.address.split("\n"), supplier.email ?? "", supplier.phone ?? ""]}
        />
        <Party label="Deliver to" lines={addressLines(shipTo)} />
        <Party label="On every parcel, please" lines={[number, `Receiving dock ${paper.location}`]} />
      </Parties>

      <HeadRow>
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
      </HeadRow>
      {lines.map((line) => (
        <Row key={line.sku}>
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
        </Row>
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
    </Sheet>
  );
}
