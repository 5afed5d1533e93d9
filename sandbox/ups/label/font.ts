export const glyphColumns = 5;

/** Five dots by seven. Each of the seven characters is one row from the top, in base 32: `H` = 17 = 10001. */
// biome-ignore format: the rows of the table are the rows of the alphabet
const drawn: Record<string, string> = {
  A: "EHHVHHH", B: "UHHUHHU", C: "EHGGGHE", D: "UHHHHHU", E: "VGGUGGV", F: "VGGUGGG", G: "EHGNHHF", H: "HHHVHHH",
  I: "E44444E", J: "72222IC", K: "HIKOKIH", L: "GGGGGGV", M: "HRLLHHH", N: "HHPLJHH", O: "EHHHHHE", P: "UHHUGGG",
  Q: "EHHHLID", R: "UHHUKIH", S: "FGGE11U", T: "V444444", U: "HHHHHHE", V: "HHHHHA4", W: "HHHLLLA", X: "HHA4AHH",
  Y: "HHHA444", Z: "V1248GV",
  0: "EHJLPHE", 1: "4C4444E", 2: "EH1248V", 3: "V2421HE", 4: "26AIV22", 5: "VGU11HE", 6: "68GUHHE", 7: "V124888",
  8: "EHHEHHE", 9: "EHHF12C",
  " ": "0000000", ".": "00000CC", ",": "0000448", "-": "000E000", "/": "11248GG", "#": "AAVAVAA", "&": "CIK8LID",
  "'": "4480000", "(": "2488842", ")": "8422248", ":": "0CC0CC0", "+": "044V440", "?": "EH12404", "!": "4444404",
  "*": "04LEL40", _: "000000V", '"': "AAA0000", "=": "00V0V00", "@": "EH1DLLE",
};

const glyphs = new Map(
  Object.entries(drawn).map(([char, rows]) => [char, [...rows].map((row) => Number.parseInt(row, 32))]),
);
const unknown = glyphs.get("?") ?? [];

/** The rows of one character; a question mark for what the font has not. */
export const glyphOf = (char: string): readonly number[] => glyphs.get(char) ?? unknown;
