import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { count, fullDate } from "@/emails/format";
import { countryName } from "@/server/domain/customer/address";
import type { CustomsPaper } from "@/server/domain/shipment/shipment-paper.queries";
import { formatMoney, money } from "@/server/kernel/money";
import { Cell, Head, HeadRow, Parties, Party, paperSize, pdfOf, Row, Sheet } from "./parts";
import { colour, font, printable, sheet } from "./sheet";

const style = StyleSheet.create({
  totals: { marginTop: 10, alignItems: "flex-end", gap: 3 },
  total: { fontFamily: font.strong, fontSize: 12 },
  oath: { marginTop: 28, flexDirection: "row", gap: 24, alignItems: "flex-end" },
  line: { flex: 1, borderTop: `0.75pt solid ${colour.ink}`, paddingTop: 4 },
});
const width = { units: "8%", code: "15%", origin: "16%", weight: "11%", value: "13%", sum: "14%" };

/** Commercial invoices for customs: one a shipment, in the currency that the customer paid. */
export const customsInvoicePdf = (papers: readonly CustomsPaper[]): Promise<Uint8Array> =>
  pdfOf(
    "Commercial invoices",
    papers[0]?.shop ?? "",
    papers.map((paper) => <CustomsSheet key={paper.number} paper={paper} />),
  );

function CustomsSheet({ paper }: { paper: CustomsPaper }) {
  const goods = paper.contents.reduce((sum, item) => sum + item.unitValue.amount * item.quantity, 0);
  const { currency } = paper.carriage;
  return (
    <Sheet
      size={paperSize(paper.from.country)}
      shop={paper.shop}
      title="Commercial invoice"
      aside={
        <>
          <Text style={sheet.strong}>{paper.number}</Text>
          <Text>{fullDate(paper.day, paper.timeZone)}</Text>
        </>
      }
      footer={`${paper.shop} · ${paper.number}`}
    >
      <Parties>
        <Party
          label="Sender and exporter"
          lines={[
            ...addressLines(paper.from),
            paper.from.phone ?? "",
            paper.sellerTaxId && `Tax number ${paper.sellerTaxId}`,
          ]}
        />
        <Party label="Recipient and importer" lines={[...addressLines(paper.to), paper.to.phone ?? ""]} />
        <Party
          label="Shipment"
          lines={[
            `Order ${paper.orderNumber}`,
            ...paper.trackingNumbers,
            `${count(paper.packages, "parcel")}, ${(paper.weightGrams / 1000).toFixed(2)} kg`,
            "Sale of goods",
            "DAP (duties to be paid by the recipient)",
          ]}
        />
      </Parties>
      <HeadRow>
        <Head>Description</Head>
        <Head width={width.code}>Tariff number</Head>
        <Head width={width.origin}>Made in</Head>
        <Head width={width.units} figure>
          Units
        </Head>
        <Head width={width.weight} figure>
          Weight
        </Head>
        <Head width={width.value} figure>
          Each
        </Head>
        <Head width={width.sum} figure last>
          Value
        </Head>
      </HeadRow>
      {paper.contents.map((item) => (
        <Row key={`${item.description} ${item.unitValue.amount}`}>
          <Cell strong>{item.description}</Cell>
          <Cell width={width.code}>{item.hsCode ?? "–"}</Cell>
          <Cell width={width.origin}>{countryName(item.originCountry)}</Cell>
          <Cell width={width.units} figure>
            {String(item.quantity)}
          </Cell>
          <Cell width={width.weight} figure>
            {`${((item.weightGrams * item.quantity) / 1000).toFixed(2)} kg`}
          </Cell>
          <Cell width={width.value} figure>
            {formatMoney(item.unitValue)}
          </Cell>
          <Cell width={width.sum} figure last>
            {formatMoney(money(item.unitValue.amount * item.quantity, currency))}
          </Cell>
        </Row>
      ))}
      <View wrap={false}>
        <View style={style.totals}>
          <Text>Goods {formatMoney(money(goods, currency))}</Text>
          <Text>Carriage {formatMoney(paper.carriage)}</Text>
          <Text style={style.total}>
            Total {formatMoney(money(goods + paper.carriage.amount, currency))} {currency}
          </Text>
        </View>
        <Text style={{ marginTop: 24 }}>
          I declare that the information on this invoice is true and correct.
        </Text>
        <View style={style.oath}>
          <Text style={[style.line, sheet.muted]}>Name and signature</Text>
          <Text style={[style.line, sheet.muted]}>Date</Text>
        </View>
        <Text style={[sheet.muted, { marginTop: 18 }]}>{printable(paper.seller)}</Text>
      </View>
    </Sheet>
  );
}
