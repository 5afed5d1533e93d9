import { Document, Page, renderToBuffer, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { colour, facesRead, font, printable, printableCode, sheet } from "./sheet";

// What the shop's papers are made of.

/** Letter in North America, A4 elsewhere. */
export const paperSize = (country: string): "LETTER" | "A4" =>
  country === "US" || country === "CA" ? "LETTER" : "A4";

const style = StyleSheet.create({
  head: { flexDirection: "row", justifyContent: "space-between", marginBottom: 20, gap: 24 },
  aside: { alignItems: "flex-end" },
  row: { flexDirection: "row", borderBottom: `0.75pt solid ${colour.line}`, paddingVertical: 5 },
  headRow: { flexDirection: "row", borderBottom: `1pt solid ${colour.ink}`, paddingBottom: 4 },
  cell: { paddingRight: 8 },
  figure: { textAlign: "right" },
  code: { fontFamily: font.code, fontSize: 8.5 },
  parties: { flexDirection: "row", gap: 24, marginBottom: 22 },
  party: { flex: 1 },
});

/** A file of sheets. */
export async function pdfOf(title: string, author: string, pages: ReactNode): Promise<Uint8Array> {
  await facesRead();
  return new Uint8Array(
    await renderToBuffer(
      <Document title={printable(title)} author={printable(author)} language="en">
        {pages}
      </Document>,
    ),
  );
}

type SheetProps = {
  size: "LETTER" | "A4";
  /** The shop's name, at the head of every paper. */
  shop: string;
  title: string;
  /** Beside the title, e.g. a barcode and a date. */
  aside?: ReactNode;
  footer: string;
  children: ReactNode;
};

/** One paper: as many pages as it needs, each with its foot and number. */
export const Sheet = ({ size, shop, title, aside, footer, children }: SheetProps) => (
  <Page size={size} style={sheet.page}>
    <View style={sheet.footer} fixed>
      <Text>{printable(footer)}</Text>
      <Text
        render={({ subPageNumber, subPageTotalPages }) => `Page ${subPageNumber} of ${subPageTotalPages}`}
      />
    </View>
    <View>
      <View style={style.head}>
        <View style={{ flexShrink: 1 }}>
          <Text style={sheet.mark}>{printable(shop)}</Text>
          <Text style={[sheet.title, { marginTop: 10 }]}>{printable(title)}</Text>
        </View>
        {aside && <View style={style.aside}>{aside}</View>}
      </View>
      {children}
    </View>
  </Page>
);

export const Parties = ({ children }: { children: ReactNode }) => (
  <View style={style.parties}>{children}</View>
);

export const HeadRow = ({ children }: { children: ReactNode }) => (
  <View style={style.headRow} fixed>
    {children}
  </View>
);

export const Row = ({ children }: { children: ReactNode }) => (
  <View style={style.row} wrap={false}>
    {children}
  </View>
);

export function Party({ label, lines }: { label: string; lines: readonly string[] }) {
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

export const Head = ({ children, ...box }: CellProps) => (
  <View style={boxOf(box)}>
    <Text style={[sheet.label, { marginBottom: 0 }]}>{children}</Text>
  </View>
);

/** A long word of an item's name breaks where it must. An article number gets no hyphen that somebody would type. */
export const Cell = ({ children, code, strong, ...box }: CellProps) => (
  <View style={boxOf(box)}>
    <Text
      style={[code ? style.code : {}, strong ? sheet.strong : {}]}
      hyphenationCallback={(word) =>
        !code && word.length > 16 ? (word.match(/.{1,8}/gsu) ?? [word]) : [word]
      }
    >
      {code ? printableCode(children).replace(/\S{15}(?=\S)/g, "$&\n") : printable(children)}
    </Text>
  </View>
);
