import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { packPostcodes } from "./lib/pack-postcodes";

// Writes the table of postcodes anew: npx tsx scripts/postcodes.ts. The package holds 5 MB that take a quarter of a second
// and 90 MB of memory to read, which no web process should have to; the table is 100 KB, and good to about a kilometre.
type Row = { latitude: number | null; longitude: number | null; state: string };
const load = createRequire(import.meta.url);
const rowsOf = (file: string) => (load(`zipcodes/lib/${file}.js`) as { codes: Record<string, Row> }).codes;

const table = packPostcodes({ ...rowsOf("codes"), ...rowsOf("codesCanada") });
const path = new URL("../server/domain/inventory/postcodes.data.ts", import.meta.url);
writeFileSync(
  path,
  `/** Written by scripts/postcodes.ts from the package zipcodes; read by postcodes.ts. */\nexport const packedPostcodes =\n  "${table}";\n`,
);
