import { Page, StyleSheet, Text, View } from "@react-pdf/renderer";
import { type Barcode, barcodeOf } from "./barcode";
import { Bars, mm } from "./bars";
import { pdfOf } from "./parts";
import { font, printable, printableCode } from "./sheet";

export type StockLabel = {
  sku: string;
  title: string;
  barcode: string | null;
  lot: string | null;
  expiresAt: Date | null;
};

/** `roll`: 62 × 29 mm, one label a page, for a label printer. `sheet`: A4 with three by eight labels of 70 × 36 mm. */
export type LabelFormat = "roll" | "sheet";

const sizes = {
  // A hair lower than its page, or it counts as too high for it.
  roll: { page: [mm(62), mm(29)] as [number, number], width: mm(62), height: mm(28.9) },
  sheet: { page: "A4" as const, width: mm(70), height: mm(36) },
};

const style = StyleSheet.create({
  label: {
    paddingHorizontal: mm(2.5),
    paddingVertical: mm(2),
    justifyContent: "space-between",
    color: "#000",
  },
  title: { fontFamily: font.strong, fontSize: 8, maxLines: 2, textOverflow: "ellipsis" },
  sku: { fontFamily: font.code, fontSize: 8 },
  foot: { flexDirection: "row", justifyContent: "space-between", fontFamily: font.text, fontSize: 8 },
  grid: { flexDirection: "row", flexWrap: "wrap", paddingTop: mm(4.5) },
});

export function stockLabelsPdf(labels: readonly StockLabel[], format: LabelFormat): Promise<Uint8Array> {
  const drawn = labels.map((label, place) => ({ key: `${place}`, label, code: barcodeOf(label) }));
  const size = sizes[format];
  const one = ({ key, label, code }: (typeof drawn)[number]) => (
    <View key={key} style={[style.label, { width: size.width, height: size.height }]} wrap={false}>
      <Label label={label} code={code} width={size.width - mm(5)} />
    </View>
  );
  return pdfOf(
    "Stock labels",
    "",
    format === "roll" ? (
      drawn.map((label) => (
        <Page key={label.key} size={size.page}>
          {one(label)}
        </Page>
      ))
    ) : (
      <Page size={size.page}>
        <View style={style.grid}>{drawn.map(one)}</View>
      </Page>
    ),
  );
}

const Label = ({ label, code, width }: { label: StockLabel; code: Barcode | null; width: number }) => (
  <>
    <Text style={style.title}>{printable(label.title)}</Text>
    {code && <Bars code={code} width={width} height={mm(10)} />}
    <View style={style.foot}>
      <Text style={style.sku}>{printableCode(label.sku)}</Text>
      {label.lot && (
        <Text>
          {printable(label.lot)}
          {label.expiresAt && ` · ${label.expiresAt.toISOString().slice(0, 10)}`}
        </Text>
      )}
    </View>
  </>
);
