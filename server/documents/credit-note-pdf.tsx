import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { fullDate } from "@/emails/format";
import type { CreditNote } from "@/server/domain/order/credit-note.queries";
import { formatMoney } from "@/server/kernel/money";
import { Cell, Head, HeadRow, Parties, Party, paperSize, pdfOf, Row, Sheet } from "./parts";
import { colour, font, printable, sheet } from "./sheet";

const style = StyleSheet.create({
  sums: { marginTop: 12, marginLeft: "45%" },
  sum: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2.5 },
  total: {
    flexDirection: "row",
    justifyContent: "space-between",
    borderTop: `1pt solid ${colour.ink}`,
    paddingTop: 6,
    paddingBottom: 4,
    fontFamily: font.strong,
    fontSize: 13,
  },
});
const width = { units: "12%", amount: "20%" };
const ways: Record<string, string> = { stripe: "To the card, through Stripe", paypal: "Through PayPal" };

/** The paper to a refund: its figures are the refund's own. */
export const creditNotePdf = (note: CreditNote): Promise<Uint8Array> =>
  pdfOf(`Credit note ${note.number}`, note.shop, <CreditNoteSheet note={note} />);

function CreditNoteSheet({ note }: { note: CreditNote }) {
  return (
    <Sheet
      size={paperSize(note.buyer.country)}
      shop={note.shop}
      title="Credit note"
      aside={
        <>
          <Text style={sheet.strong}>{note.number}</Text>
          <Text>{fullDate(note.at, note.timeZone)}</Text>
        </>
      }
      footer={`${note.shop} · credit note ${note.number}`}
    >
      <Parties>
        <Party
          label="From"
          lines={[
            note.shop,
            ...note.seller.split(/,\s*/),
            note.sellerTaxId && `Tax number ${note.sellerTaxId}`,
          ]}
        />
        <Party label="To" lines={[...addressLines(note.buyer), note.email]} />
        <Party
          label="Paid back"
          lines={[
            fullDate(note.at, note.timeZone),
            note.byHand ? "Another way than it was paid" : (ways[note.provider] ?? note.provider),
            `For invoice ${note.orderNumber}`,
          ]}
        />
      </Parties>
      <HeadRow>
        <Head>For</Head>
        <Head width={width.units} figure>
          Units
        </Head>
        <Head width={width.amount} figure last>
          Amount
        </Head>
      </HeadRow>
      {note.lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paper is drawn once
        <Row key={place}>
          <Cell strong>{line.title}</Cell>
          <Cell width={width.units} figure>
            {line.quantity === null ? "" : String(line.quantity)}
          </Cell>
          <Cell width={width.amount} figure last>
            {formatMoney(line.amount)}
          </Cell>
        </Row>
      ))}
      <View style={style.sums} wrap={false}>
        <View style={style.total}>
          <Text>Paid back</Text>
          <Text>{formatMoney(note.amount)}</Text>
        </View>
        <View style={style.sum}>
          <Text>Tax in it</Text>
          <Text>{formatMoney(note.tax)}</Text>
        </View>
        <View style={style.sum}>
          <Text>{printable(note.reason)}</Text>
        </View>
      </View>
    </Sheet>
  );
}
