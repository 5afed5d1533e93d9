import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { proveStock } from "@/server/domain/inventory/stock-proof";
import { homeAt } from "../home";
import { planReplay } from "./plan";
import { play } from "./play";
import { compare } from "./report";
import { readRetailFiles } from "./retail-file";
import { openWorld } from "./world";

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "replay-"));
  database = await emptyDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

const days = `${header}536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,85123a,WHITE HANGING HEART,2,2010-12-01 08:26:00,2.95,17850.0,United Kingdom
536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom
536366,71053,"LANTERN, ""WHITE""",12,2010-12-01 08:28:00,3.39,12583.0,Lithuania
536367,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom
536368,22139,RETROSPOT TEA SET,3,2010-12-01 12:00:00,4.25,,EIRE
536369,22139,damaged,-5,2010-12-01 13:00:00,0.0,,United Kingdom
C536379,85123A,WHITE HANGING HEART,-4,2010-12-02 09:41:00,2.55,17850.0,United Kingdom
C536380,71053,LANTERN,-20,2010-12-02 09:42:00,3.39,12583.0,Lithuania
C536381,D,Discount,-1,2010-12-02 09:43:00,27.50,14527.0,United Kingdom
`;

test("days of invoices end with the files' own sums and a clean proof", async () => {
  const lines = await readRetailFiles([file("days.csv", days)]);
  const plan = planReplay(lines);
  const world = await openWorld(homeAt(folder), database.url, plan, 8);
  try {
    await play(world, plan, 4, () => undefined);
    const rows = await compare(world, lines, plan);
    expect(rows.filter((row) => !row.equal)).toEqual([]);
    expect(Object.fromEntries(rows.map((row) => [row.what, row.holdfast]))).toMatchObject({
      Orders: "3",
      "Order lines": "4",
      "Units sold": "23",
      "Units taken back": "24",
      "Units corrected": "51",
      Revenue: "£92.63",
      Refunds: "£105.50",
    });
    expect((await proveStock(world.app.db)).filter((line) => !line.ok)).toEqual([]);
    // The ledger has the invoices' own times, so that any day can be looked up.
    const { rows: sold } = await world.app.db.execute(
      "select min(occurred_at)::date::text as day from stock_movement where kind = 'reserve'",
    );
    expect(sold).toEqual([{ day: "2010-12-01" }]);
  } finally {
    await world.close();
  }
}, 60_000);

test.each([
  ["a header without prices", "InvoiceNo,StockCode\n1,2\n", "no column Description"],
  [
    "a broken quantity",
    `${header}1,85123A,X,1.5,2010-12-01 08:26:00,2.55,,UK\n`,
    "line 2: “1.5” is no whole quantity",
  ],
  ["an impossible date", `${header}1,85123A,X,1,2010-02-31 08:26:00,2.55,,UK\n`, "is no date"],
  ["a price with a comma", `${header}1,85123A,X,1,2010-12-01 08:26:00,"2,55",,UK\n`, "“2,55” is no price"],
])("%s is told with its line, and nothing is replayed", async (name, text, message) => {
  await expect(readRetailFiles([file(`${name}.csv`, text)])).rejects.toThrow(message);
});

test("the second edition's column names and dates with the month first are read too", async () => {
  const [line] = await readRetailFiles([
    file(
      "second.csv",
      "\uFEFFInvoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\r\n489434,85048,LIGHTS,12,12/1/2009 7:45,6.95,13085,United Kingdom\r\n",
    ),
  ]);
  expect(line).toMatchObject({
    invoice: "489434",
    price: 69_500,
    customer: "13085",
    at: new Date("2009-12-01T07:45:00Z"),
  });
});
