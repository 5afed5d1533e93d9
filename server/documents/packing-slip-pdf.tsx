import { Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { count, fullDate } from "@/emails/format";
import type { PaperHead, ShipmentPapers } from "@/server/domain/shipment/shipment-paper.queries";
import { code128 } from "./barcode";
import { Bars, mm } from "./bars";
import { Cell, Head, HeadRow, Parties, Party, paperSize, pdfOf, Row, Sheet } from "./parts";
import { printable, sheet } from "./sheet";

type SlipLine = { key: string; title: string; sku: string; quantity: number };
type Slip = { head: PaperHead; box: number; boxes: number; tracking: string | null; lines: SlipLine[] };

/** One slip for each box; one for the whole shipment while it is not packed. */
export function slipsOf({ shipments, lines, packages }: ShipmentPapers): Slip[] {
  return shipments.flatMap((head) => {
    const mine = lines.filter((line) => line.shipment === head.number);
    const boxes = packages.filter((box) => box.shipment === head.number);
    const whole = { position: 1, trackingNumber: null, lines: mine };
    return (boxes.length > 0 ? boxes : [whole]).map((box) => {
      const packed = new Map<string, SlipLine>();
      for (const part of box.lines) {
        const line = mine.find(
          (one) => one.orderLineId === part.orderLineId && one.stockLevelId === part.stockLevelId,
        );
        if (!line) continue;
        // Lots of one article are one line to the customer.
        const { orderLineId: key, title, sku } = line;
        const quantity = (packed.get(key)?.quantity ?? 0) + part.quantity;
        packed.set(key, { key, title, sku, quantity });
      }
      return {
        head,
        box: box.position,
        boxes: Math.max(1, boxes.length),
        tracking: box.trackingNumber,
        lines: [...packed.values()],
      };
    });
  });
}

/** What the customer finds in the box: no prices, so that it may go along with a present. */
export const packingSlipPdf = (papers: ShipmentPapers): Promise<Uint8Array> =>
  pdfOf(
    "Packing slips",
    papers.shop,
    slipsOf(papers).map((slip) => (
      <SlipSheet key={`${slip.head.number} ${slip.box}`} shop={papers.shop} slip={slip} />
    )),
  );

const width = { sku: "26%", units: "14%" };

function SlipSheet({ shop, slip: { head, box, boxes, tracking, lines } }: { shop: string; slip: Slip }) {
  const code = code128(head.number);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Sheet
      size={paperSize(head.from.country)}
      shop={shop}
      title="What is in this parcel"
      aside={
        <>
          {code && <Bars code={code} width={mm(58)} height={mm(10)} />}
          <Text style={[sheet.strong, { marginTop: 4 }]}>{head.number}</Text>
          {boxes > 1 && (
            <Text>
              Parcel {box} of {boxes}
            </Text>
          )}
        </>
      }
      footer={`${shop} · order ${head.orderNumber}`}
    >
      <Parties>
        <Party label="To" lines={addressLines(head.to)} />
        <Party label="From" lines={addressLines(head.from)} />
        <Party
          label="Order"
          lines={[
            head.orderNumber,
            `Placed on ${fullDate(head.orderedAt, head.timeZone)}`,
            head.shippingTitle,
            tracking ?? "",
          ]}
        />
      </Parties>
      <HeadRow>
        <Head>Item</Head>
        <Head width={width.sku}>Article</Head>
        <Head width={width.units} figure last>
          Quantity
        </Head>
      </HeadRow>
      {lines.map((line) => (
        <Row key={line.key}>
          <Cell strong>{line.title}</Cell>
          <Cell width={width.sku} code>
            {line.sku}
          </Cell>
          <Cell width={width.units} figure strong last>
            {String(line.quantity)}
          </Cell>
        </Row>
      ))}
      <View wrap={false} style={{ marginTop: 10 }}>
        <Text style={[sheet.strong, { textAlign: "right" }]}>{count(units, "unit")} in this parcel</Text>
        <Text style={[sheet.muted, { marginTop: 22 }]}>
          {printable(
            `Thank you, ${head.customer}. ${boxes > 1 ? `Your order comes in ${boxes} parcels. ` : ""}Something missing or broken? Answer any of our e-mails about order ${head.orderNumber}, and we put it right.`,
          )}
        </Text>
      </View>
    </Sheet>
  );
}
