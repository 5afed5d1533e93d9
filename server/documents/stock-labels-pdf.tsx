import { Document, Page, Path, renderToBuffer, StyleSheet, Svg, Text, View } from "@react-pdf/renderer";
import { type Barcode, barcodeOf } from "./barcode";
import { font, printable } from "./sheet";

export type StockLabel = {
  sku: string;
  title: string;
  barcode: string | null;
  lot: string | null;
  expiresAt: Date | null;
};

/** `roll`: 62 × 29 mm, one label a page, for a label printer. `sheet`: A4 with three by eight labels of 70 × 36 mm. */
export type LabelFormat = "roll" | "sheet";

const mm = (length: number): number => (length * 72) / 25.4;
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

export async function stockLabelsPdf(
  labels: readonly StockLabel[],
  format: LabelFormat,
): Promise<Uint8Array> {
  const drawn = labels.map((label, place) => ({ key: `${place}`, label, code: barcodeOf(label) }));
  const size = sizes[format];
  const one = ({ key, label, code }: (typeof drawn)[number]) => (
    <View key={key} style={[style.label, { width: size.width, height: size.height }]} wrap={false}>
      <Label label={label} code={code} width={size.width - mm(5)} />
    </View>
  );
  return new Uint8Array(
    await renderToBuffer(
      <Document title="Stock labels">
        {format === "roll" ? (
          drawn.map((label) => (
            <Page key={label.key} size={size.page}>
              {one(label)}
            </Page>
          ))
        ) : (
          <Page size={size.page}>
            <View style={style.grid}>{drawn.map(one)}</View>
          </Page>
        )}
      </Document>,
    ),
  );
}

const Label = ({ label, code, width }: { label: StockLabel; code: Barcode | null; width: number }) => (
  <>
    <Text style={style.title}>{printable(label.title)}</Text>
    {code && <Bars code={code} width={width} height={mm(10)} />}
    <View style={style.foot}>
      <Text style={style.sku}>{printable(label.sku)}</Text>
      {label.lot && (
        <Text>
          {printable(label.lot)}
          {label.expiresAt && ` · ${label.expiresAt.toISOString().slice(0, 10)}`}
        </Text>
      )}
    </View>
  </>
);

/** Scanners want ten modules of white on either side, and bars no thinner than a printer's dots allow. */
const quiet = 10;
const widest = mm(0.33);

function Bars({ code, width, height }: { code: Barcode; width: number; height: number }) {
  const modules = code.widths.reduce((sum, wide) => sum + wide, 0) + 2 * quiet;
  const module = Math.min(widest, width / modules);
  let x = (width - (modules - 2 * quiet) * module) / 2;
  // One path for all bars: a roll of a thousand labels is drawn in seconds and stays small.
  let path = "";
  for (const [place, wide] of code.widths.entries()) {
    const [from, to] = [x, x + wide * module];
    if (place % 2 === 0)
      path += `M${from.toFixed(4)} 0L${to.toFixed(4)} 0L${to.toFixed(4)} ${height}L${from.toFixed(4)} ${height}Z`;
    x = to;
  }
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Path d={path} fill="#000000" />
    </Svg>
  );
}
