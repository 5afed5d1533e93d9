import { writeFileSync } from "node:fs";
import { codes } from "zipcodes/lib/codes.js";
import { codes as canadian } from "zipcodes/lib/codesCanada.js";
import { packPostcodes } from "./lib/pack-postcodes";

// Writes the table of postcodes anew: npx tsx scripts/postcodes.ts. The package holds 5 MB that take a quarter of a second
// and 90 MB of memory to read, which no web process should have to; the table is 100 KB, and good to about a kilometre.
const path = new URL("../server/domain/inventory/postcodes.data.ts", import.meta.url);
writeFileSync(
  path,
  `/** Written by scripts/postcodes.ts from the package zipcodes; read by postcodes.ts. */\nexport const packedPostcodes =\n  "${packPostcodes({ ...codes, ...canadian })}";\n`,
);
