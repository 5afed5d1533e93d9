import type { CSSProperties } from "react";

/** The shop's tokens (`app/globals.css`) written out: mail clients know no variables, no `light-dark()`. */
export const palette = {
  paper: { light: "#f7f3ea", dark: "#121715" },
  surface: { light: "#fffdf8", dark: "#1a211e" },
  well: { light: "#eee8db", dark: "#242c28" },
  ink: { light: "#1c2421", dark: "#ece8dd" },
  muted: { light: "#57605a", dark: "#a9b2ab" },
  line: { light: "#ddd5c4", dark: "#323c37" },
  accent: { light: "#0b6155", dark: "#63c7b2" },
  "on-accent": { light: "#ffffff", dark: "#05211c" },
} as const;

type Colour = keyof typeof palette;

const display =
  "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, Charter, 'Noto Serif', Georgia, serif";
const sans =
  "'Segoe UI', -apple-system, BlinkMacSystemFont, 'Noto Sans', 'Open Sans', Ubuntu, 'Liberation Sans', sans-serif";

/** Class for the dark side, inline style for the light one, which is all that some clients read. */
const look = (className: string, style: CSSProperties) => ({ className, style });

const light = (colour: Colour) => palette[colour].light;
const hairline = `1px solid ${light("line")}`;

export const page = look("paper ink", {
  margin: 0,
  padding: "24px 12px",
  backgroundColor: light("paper"),
  color: light("ink"),
  fontFamily: sans,
});
export const sheet = look("surface line sheet", {
  width: "100%",
  maxWidth: "600px",
  margin: "0 auto",
  padding: "28px 32px",
  backgroundColor: light("surface"),
  border: hairline,
  borderRadius: "4px",
});
export const mark = look("ink", {
  margin: "0 0 24px",
  fontFamily: display,
  fontSize: "18px",
  lineHeight: "24px",
  color: light("ink"),
});
export const title = look("ink", {
  margin: "0 0 12px",
  fontFamily: display,
  fontSize: "28px",
  lineHeight: "34px",
  fontWeight: 400,
  color: light("ink"),
});
export const subtitle = look("ink line", {
  margin: "28px 0 8px",
  paddingTop: "20px",
  borderTop: hairline,
  fontFamily: display,
  fontSize: "19px",
  lineHeight: "26px",
  fontWeight: 400,
  color: light("ink"),
});
export const body = look("ink", {
  margin: "0 0 12px",
  fontSize: "16px",
  lineHeight: "25px",
  color: light("ink"),
});
export const small = look("muted", {
  margin: "0 0 12px",
  fontSize: "14px",
  lineHeight: "21px",
  color: light("muted"),
});
export const link = look("accent", { color: light("accent"), textDecoration: "underline" });
export const button = look("button", {
  margin: "8px 0 20px",
  padding: "14px 22px",
  borderRadius: "4px",
  backgroundColor: light("accent"),
  color: light("on-accent"),
  fontSize: "16px",
  fontWeight: 600,
});

export const table = look("ink", {
  width: "100%",
  borderCollapse: "collapse",
  fontSize: "15px",
  lineHeight: "22px",
  color: light("ink"),
});
export const totalsTable = look("ink", { ...table.style, marginTop: "10px" });
export const factsTable = look("ink", { ...table.style, margin: "4px 0 16px" });
const cell: CSSProperties = {
  padding: "10px 0",
  borderBottom: hairline,
  textAlign: "left",
  verticalAlign: "top",
};
const figure: CSSProperties = {
  paddingLeft: "16px",
  textAlign: "right",
  whiteSpace: "nowrap",
  fontVariantNumeric: "tabular-nums",
};
const heading: CSSProperties = {
  padding: "0 0 6px",
  fontSize: "13px",
  fontWeight: 400,
  color: light("muted"),
};

export const cells = {
  head: look("muted line", { ...cell, ...heading }),
  headFigure: look("muted line", { ...cell, ...figure, ...heading, paddingLeft: "16px" }),
  item: look("line", cell),
  factName: look("muted line", {
    ...cell,
    width: "38%",
    paddingRight: "16px",
    fontWeight: 400,
    whiteSpace: "nowrap",
    color: light("muted"),
  }),
  figure: look("line", { ...cell, ...figure }),
  label: look("", { ...cell, padding: "4px 0", borderBottom: 0, fontWeight: 400 }),
  sum: look("", { ...cell, ...figure, padding: "4px 0 4px 16px", borderBottom: 0 }),
  totalLabel: look("", { ...cell, padding: "8px 0 0", borderBottom: 0, fontWeight: 600 }),
  total: look("", {
    ...cell,
    ...figure,
    padding: "8px 0 0 16px",
    borderBottom: 0,
    fontSize: "17px",
    fontWeight: 600,
  }),
  note: look("muted", { display: "block", fontSize: "14px", lineHeight: "20px", color: light("muted") }),
};

export const footer = look("muted", {
  margin: "18px auto 0",
  maxWidth: "600px",
  padding: "0 8px",
  fontSize: "13px",
  lineHeight: "19px",
  textAlign: "center",
  color: light("muted"),
});

export const footerLink = look("muted", { color: light("muted"), textDecoration: "underline" });

const dark = (colour: Colour) => palette[colour].dark;

/** The part that can't be inline. `!important`, because inline styles stand before it. */
export const sheetCss = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; -webkit-text-size-adjust: 100%; }
td, p, h1, h2, a { overflow-wrap: anywhere; }
@media (max-width: 480px) {
  .sheet > tbody > tr > td { padding: 22px 18px !important; }
  .button { display: block !important; text-align: center !important; }
}
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${dark("paper")} !important; }
  .surface { background-color: ${dark("surface")} !important; }
  .ink { color: ${dark("ink")} !important; }
  .muted { color: ${dark("muted")} !important; }
  .line { border-color: ${dark("line")} !important; }
  .accent { color: ${dark("accent")} !important; }
  .button { background-color: ${dark("accent")} !important; color: ${dark("on-accent")} !important; }
}
`.replaceAll("\n", "");
