import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { fullDate } from "@/emails/format";
import type { Invoice } from "@/server/domain/order/invoice.queries";
import { formatMoney, type Money, money } from "@/server/kernel/money";
import { Cell, Head, HeadRow, Parties, Party, paperSize, pdfOf, Row, Sheet } from "./parts";
import { colour, font, printable, sheet } from "./sheet";

const style = StyleSheet.create({
  sums: { marginTop: 12, marginLeft: "45%" },
  sum: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2.5 },
  total: {
    flexDirection: "row",
    justifyContent: "space-between",
    borderTop: `1pt solid ${colour.ink}`,
    marginTop: 4,
    paddingTop: 6,
    paddingBottom: 4,
    fontFamily: font.strong,
    fontSize: 13,
  },
});
const width = { units: "9%", price: "15%", discount: "14%", rate: "10%", amount: "16%" };

/** 8.875 % from 88750 */
const percent = (ppm: number): string => `${Number((ppm / 10_000).toFixed(4))} %`;
const providers: Record<string, string> = { stripe: "card, through Stripe", paypal: "PayPal" };

/** The buyer's invoice: every figure is the order's, so what the bank took, the order page and this paper agree. */
export const invoicePdf = (invoice: Invoice): Promise<Uint8Array> =>
  pdfOf(`Invoice ${invoice.number}`, invoice.shop, <InvoiceSheet invoice={invoice} />);

function InvoiceSheet({ invoice }: { invoice: Invoice }) {
  const { number, shop, paidAt, timeZone, lines, pricesIncludeTax, total } = invoice;
  const discounted = invoice.discount.amount > 0;
  const back = invoice.refunds.reduce((sum, refund) => sum + refund.amount.amount, 0);
  return (
    <Sheet
      size={paperSize(invoice.buyer.country)}
      shop={shop}
      title="Invoice"
      aside={
        <>
          <Text style={sheet.strong}>{number}</Text>
          <Text>{fullDate(paidAt, timeZone)}</Text>
        </>
      }
      footer={`${shop} · invoice ${number}`}
    >
      <Parties>
        <Party
          label="From"
          lines={[
            shop,
            ...invoice.seller.split(/,\s*/),
            invoice.sellerTaxId && `Tax number ${invoice.sellerTaxId}`,
          ]}
        />
        <Party label="To" lines={[...addressLines(invoice.buyer), invoice.email]} />
        <Party
          label="Paid"
          lines={[fullDate(paidAt, timeZone), `By ${providers[invoice.provider] ?? invoice.provider}`]}
        />
      </Parties>
      <HeadRow>
        <Head>Item</Head>
        <Head width={width.units} figure>
          Units
        </Head>
        <Head width={width.price} figure>
          Each
        </Head>
        {discounted && (
          <Head width={width.discount} figure>
            Discount
          </Head>
        )}
        <Head width={width.rate} figure>
          Tax
        </Head>
        <Head width={width.amount} figure last>
          Amount
        </Head>
      </HeadRow>
      {lines.map((line) => (
        <Row key={line.sku + line.unitPrice.amount}>
          <Cell strong>{line.title}</Cell>
          <Cell width={width.units} figure>
            {String(line.quantity)}
          </Cell>
          <Cell width={width.price} figure>
            {formatMoney(line.unitPrice)}
          </Cell>
          {discounted && (
            <Cell width={width.discount} figure>
              {line.discount.amount === 0 ? "" : `−${formatMoney(line.discount)}`}
            </Cell>
          )}
          <Cell width={width.rate} figure>
            {percent(line.taxRatePpm)}
          </Cell>
          <Cell width={width.amount} figure last>
            {formatMoney(line.amount)}
          </Cell>
        </Row>
      ))}
      <View style={style.sums} wrap={false}>
        <Sum label="Items" value={formatMoney(invoice.items)} />
        {discounted && <Sum label="Discount" value={`−${formatMoney(invoice.discount)}`} />}
        <Sum label={invoice.shippingTitle} value={formatMoney(invoice.shipping)} />
        {!pricesIncludeTax && <Taxes invoice={invoice} />}
        <View style={style.total}>
          <Text>Total</Text>
          <Text>{formatMoney(total)}</Text>
        </View>
        {pricesIncludeTax && <Taxes invoice={invoice} />}
        {invoice.refunds.map((refund) => (
          <Sum
            key={refund.at.toISOString() + refund.amount.amount}
            label={`Refunded on ${fullDate(refund.at, timeZone)}`}
            value={`−${formatMoney(refund.amount)}`}
          />
        ))}
        {back > 0 && <Sum label="Kept" value={formatMoney(money(total.amount - back, total.currency))} />}
      </View>
    </Sheet>
  );
}

const Sum = ({ label, value }: { label: string; value: string }) => (
  <View style={style.sum}>
    <Text>{printable(label)}</Text>
    <Text>{value}</Text>
  </View>
);

function Taxes({ invoice: { taxes, pricesIncludeTax } }: { invoice: Invoice }) {
  const words = (ratePpm: number, base: Money) =>
    `${pricesIncludeTax ? "Including tax" : "Tax"} ${percent(ratePpm)} on ${formatMoney(base)}`;
  return taxes.map(({ ratePpm, base, tax }) => (
    <Sum key={ratePpm} label={words(ratePpm, base)} value={formatMoney(tax)} />
  ));
}
