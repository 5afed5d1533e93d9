import { StyleSheet } from "@react-pdf/renderer";
import { palette } from "@/emails/styles";

// Paper is printed in ink on white: the shop's faces and its accent, no tinted ground.

export const colour = {
  ink: palette.ink.light,
  muted: palette.muted.light,
  line: palette.line.light,
  accent: palette.accent.light,
};

/** Fonts that every PDF reader has: nothing to embed, nothing to fetch. */
export const font = { display: "Times-Roman", text: "Helvetica", strong: "Helvetica-Bold", code: "Courier" };

export const sheet = StyleSheet.create({
  // No line height: what is laid out a second time, such as a page number, would take it twice and grow out of sight.
  page: {
    paddingTop: 42,
    paddingBottom: 62,
    paddingHorizontal: 44,
    fontFamily: font.text,
    fontSize: 9.5,
    color: colour.ink,
  },

  mark: { fontFamily: font.display, fontSize: 13, color: colour.ink },
  title: { fontFamily: font.display, fontSize: 26 },
  label: { fontSize: 8, color: colour.muted, marginBottom: 2 },
  strong: { fontFamily: font.strong },
  muted: { color: colour.muted },
  footer: {
    position: "absolute",
    bottom: 28,
    left: 44,
    right: 44,
    paddingTop: 6,
    borderTop: `0.75pt solid ${colour.line}`,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 8,
    color: colour.muted,
  },
});

/** Letters that the fonts lack and that no accent explains. */
const plainer: Record<string, string> = {
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  "−": "-",
  "→": "->",
  "≥": ">=",
  "≤": "<=",
};
/** What WinAnsi holds above Latin-1. */
const extra = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
const fits = (letter: string): boolean => /[\t\n\x20-\x7e\xa0-\xff]/.test(letter) || extra.includes(letter);

/**
 * The text as these fonts can show it: letters they lack lose their accents, and what is still unknown becomes "?". The
 * exact text is in the CSV beside it.
 */
export const printable = (text: string): string =>
  [...text]
    .map((letter) => {
      if (fits(letter)) return letter;
      const bare = plainer[letter] ?? letter.normalize("NFKD").replace(/\p{M}/gu, "");
      return bare !== "" && [...bare].every(fits) ? bare : "?";
    })
    .join("");
