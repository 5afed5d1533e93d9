import { StyleSheet, Text, View } from "@react-pdf/renderer";
import { addressLines } from "@/emails/content";
import { count, moment } from "@/emails/format";
import type { ManifestPaper } from "@/server/domain/shipment/handover.queries";
import { code128 } from "./barcode";
import { Bars, mm } from "./bars";
import { Cell, Head, HeadRow, Parties, Party, paperSize, pdfOf, Row, Sheet } from "./parts";
import { colour, sheet } from "./sheet";

const style = StyleSheet.create({
  receipt: { marginTop: 30, flexDirection: "row", gap: 24 },
  line: { flex: 1, borderTop: `0.75pt solid ${colour.ink}`, paddingTop: 4 },
});
const width = { number: "25%", shipment: "18%", service: "18%", weight: "11%" };

/** What a carrier takes along, for its driver to sign: every parcel with its number and weight. */
export const manifestPdf = (
  paper: ManifestPaper,
  names: { shop: string; carrier: string },
): Promise<Uint8Array> =>
  pdfOf(`Manifest ${paper.number}`, names.shop, <ManifestSheet paper={paper} {...names} />);

function ManifestSheet({ paper, shop, carrier }: { paper: ManifestPaper; shop: string; carrier: string }) {
  const code = code128(paper.number);
  const weight = (grams: number) => `${(grams / 1000).toFixed(2)} kg`;
  return (
    <Sheet
      size={paperSize(paper.address.country)}
      shop={shop}
      title={`Manifest ${paper.number}`}
      aside={
        <>
          {code && <Bars code={code} width={mm(50)} height={mm(10)} />}
          <Text style={[sheet.strong, { marginTop: 4 }]}>
            {carrier} · {count(paper.parcels.length, "parcel")} · {weight(paper.grams)}
          </Text>
        </>
      }
      footer={`${shop} · ${carrier} · ${paper.number}`}
    >
      <Parties>
        <Party label="Collected at" lines={addressLines(paper.address)} />
        <Party
          label={paper.closedAt ? "Closed" : "Still open"}
          lines={[
            moment(new Date(paper.closedAt ?? paper.openedAt), paper.timeZone),
            paper.closedBy ? `By ${paper.closedBy.replace(/^staff:/, "")}` : "More parcels may join it.",
          ]}
        />
      </Parties>
      <HeadRow>
        <Head width={width.number}>Tracking number</Head>
        <Head width={width.shipment}>Shipment</Head>
        <Head width={width.service}>Service</Head>
        <Head>To</Head>
        <Head width={width.weight} figure last>
          Weight
        </Head>
      </HeadRow>
      {paper.parcels.map((parcel) => (
        <Row key={parcel.trackingNumber}>
          <Cell width={width.number}>{parcel.trackingNumber}</Cell>
          <Cell width={width.shipment}>{parcel.shipment}</Cell>
          <Cell width={width.service}>{parcel.service}</Cell>
          <Cell>{`${parcel.name}, ${parcel.postalCode} ${parcel.city}, ${parcel.country}`}</Cell>
          <Cell width={width.weight} figure last>
            {weight(parcel.weightGrams)}
          </Cell>
        </Row>
      ))}
      <View style={style.receipt} wrap={false}>
        <Text style={[style.line, sheet.muted]}>Driver of {carrier}</Text>
        <Text style={[style.line, sheet.muted]}>Date and time</Text>
      </View>
    </Sheet>
  );
}
