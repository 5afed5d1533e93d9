import { join } from "node:path";
import { Font, StyleSheet } from "@react-pdf/renderer";
import { palette } from "@/emails/styles";

// Paper is printed in ink on white: the shop's faces and its accent, no tinted ground.

export const colour = {
  ink: palette.ink.light,
  muted: palette.muted.light,
  line: palette.line.light,
  accent: palette.accent.light,
};

/** The shop's text face, with every letter of the languages that use Latin, Greek or Cyrillic ones; a PDF carries what it needs. */
const faces = join(process.cwd(), "node_modules/@expo-google-fonts/source-sans-3");
Font.register({ family: "Text", src: join(faces, "400Regular/SourceSans3_400Regular.ttf") });
Font.register({ family: "Strong", src: join(faces, "600SemiBold/SourceSans3_600SemiBold.ttf") });

/** What the text face can show. */
const shown =
  /[\t\n\x20-\x7e\xa0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0386\u0388-\u03ce\u0400-\u045f\u0490\u0491\u1e80-\u1e85\u1ea0-\u1ef9\u2010-\u2027\u2030\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\u2264\u2265]/;

let named: Promise<void> | undefined;

/**
 * Has the faces know which letter each of their shapes is. One that is met first as a part of another (the point of "!")
 * is kept without its letter otherwise, and copying text from the paper then gives wrong figures.
 */
export function facesRead(): Promise<void> {
  named ??= nameShapes();
  return named;
}

async function nameShapes(): Promise<void> {
  const letters = Array.from({ length: 0x2300 }, (_, code) => code).filter((code) =>
    shown.test(String.fromCodePoint(code)),
  );
  for (const fontFamily of ["Text", "Strong"]) {
    await Font.load({ fontFamily });
    const face = Font.getFont({ fontFamily })?.data as
      | { glyphForCodePoint(code: number): unknown }
      | null
      | undefined;
    for (const code of letters) face?.glyphForCodePoint(code);
  }
}

export const font = { display: "Times-Roman", text: "Text", strong: "Strong", code: "Courier" };

export const sheet = StyleSheet.create({
  // No line height: what is laid out a second time, such as a page number, would take it twice and grow out of sight.
  page: {
    paddingTop: 42,
    paddingBottom: 62,
    paddingHorizontal: 44,
    fontFamily: font.text,
    fontSize: 10,
    color: colour.ink,
  },

  mark: { fontFamily: font.strong, fontSize: 12, color: colour.ink },
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

/** The text as the paper can show it: other letters lose their marks, and what is still unknown becomes "?". */
export const printable = (text: string): string =>
  [...text.normalize("NFC")]
    .map((letter) => {
      if (shown.test(letter)) return letter;
      const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "");
      return bare !== "" && [...bare].every((one) => shown.test(one)) ? bare : "?";
    })
    .join("");

/** For codes, which are set in a face that has ASCII alone. */
export const printableCode = (code: string): string => code.replace(/[^\x20-\x7e\n]/g, "?");
