import { describe, expect, test } from "vitest";
import { readCountFile } from "./count-file";

async function* inPieces(text: string | Uint8Array, size = 7) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
const read = (text: string | Uint8Array) => readCountFile(inPieces(text));
const head = "sku,place,lot,expires,quantity";
const faultsOf = async (...rows: string[]) =>
  (await read([head, ...rows].join("\n"))).faults.map(
    ({ line, column, message }) => `${line} ${column ?? "row"}: ${message}`,
  );

describe("a file of counts", () => {
  const rows = [
    { line: 2, sku: "A-1", place: "EAST", lot: null, expires: null, quantity: 12 },
    { line: 3, sku: "F;O,O", place: "WEST", lot: "L 1", expires: "2027-03-31", quantity: 0 },
  ];

  test.each([
    ["commas", `${head}\nA-1,EAST,,,12\n"F;O,O",west,L 1,2027-03-31,0\n`],
    ["a byte order mark and CRLF", `\uFEFF${head}\r\nA-1,EAST,,,12\r\n"F;O,O",WEST,L 1,2027-03-31,0`],
    ["semicolons", `${head.replaceAll(",", ";")}\nA-1;EAST;;;12\n"F;O,O";WEST;L 1;2027-03-31;0\n`],
    ["tabs", `${head.replaceAll(",", "\t")}\nA-1\tEAST\t\t\t12\nF;O,O\tWEST\tL 1\t2027-03-31\t0\n`],
    ["old Mac line ends", `${head}\rA-1,EAST,,,12\r"F;O,O",WEST,L 1,2027-03-31,0\r`],
    [
      "spaces around cells",
      `SKU , Place,lot, expires,Quantity\n A-1 , east,,, 12\n"F;O,O",WEST,"L 1",2027-03-31,0`,
    ],
  ])("is read with %s", async (_, text) => {
    const file = await read(text);
    expect(file.faults).toEqual([]);
    expect(file.rows).toEqual(rows);
  });

  test("may have its columns in any order, others between them, and leave out lots and dates", async () => {
    const file = await read("quantity;title;place;sku\n4;A stool;EAST;A-1\n");
    expect(file.rows).toEqual([
      { line: 2, sku: "A-1", place: "EAST", lot: null, expires: null, quantity: 4 },
    ]);
  });

  test("tells each row that is wrong by its line and column", async () => {
    expect(
      await faultsOf(
        "A-1,EAST,,,12",
        ",EAST,,,1",
        "A-2,,,,1",
        "A-3,EAST,,,-4",
        "A-4,EAST,,,1.5",
        'A-5,EAST,,,"12,5"',
        "A-6,EAST,,,twelve",
        "A-7,EAST,,2027-03-31,1",
        "A-8,EAST,L,31.03.2027,1",
        "A-8,EAST,L,2027-02-30,1",
        "A-9,EAST,,,12,5",
        "A-10,EAST",
        "A-1,east,,,13",
        "A-11,EAST,,,99999999",
      ),
    ).toEqual([
      "3 sku: Name the SKU.",
      "4 place: Name the place.",
      "5 quantity: -4: a count can't be below 0.",
      "6 quantity: 1.5 is no whole number.",
      "7 quantity: 12,5 has a comma in it. Write whole units, without a separator.",
      "8 quantity: twelve is no whole number.",
      "9 expires: Goods that expire need a lot.",
      "10 expires: 31.03.2027 is no date. Write it as 2027-03-31.",
      "11 expires: 2027-02-30 is no date. Write it as 2027-03-31.",
      "12 row: This row has 6 cells, the first line names 5. A comma in a number or text needs quotes.",
      "13 row: This row has 2 cells, the first line names 5. A comma in a number or text needs quotes.",
      "14 row: Line 2 has the same shelf already.",
      "15 quantity: 99999999 is more than a shelf holds.",
    ]);
  });

  test("leaves out shelves without a quantity and empty lines, and says how many", async () => {
    const file = await read(`${head}\nA-1,EAST,,,\n\n,,,,\nA-2,EAST,,,3\n`);
    expect(file).toMatchObject({ blank: 1, faults: [], rows: [{ sku: "A-2", line: 5 }] });
  });

  test("takes back the apostrophe that our own files put before what looks like a formula", async () => {
    expect((await read(`${head}\n'-A,EAST,,,1`)).rows[0]?.sku).toBe("-A");
  });

  test.each([
    ["nothing in it", "", /is empty/],
    ["no header", "A-1,EAST,,,12\n", /Missing: sku, place, quantity/],
    ["a column twice", "sku,place,sku,quantity\n", /names sku twice/],
    ["an open quotation mark", `${head}\n"A-1,EAST,,,12\n`, /never closed/],
    ["a stray quotation mark", `${head}\nA-"1,EAST,,,12\n`, /quotation marks don't fit/],
  ])("with %s is refused as a whole", async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      kind: "invalid_input",
      message: expect.stringMatching(message),
    });
  });

  test("in another encoding is refused, not guessed", async () => {
    await expect(read(new Uint8Array([...new TextEncoder().encode(`${head}\nA`), 0xfc, 10]))).rejects.toThrow(
      "This is no UTF-8 text",
    );
  });

  test("is refused for a wrong byte or too much text far into it, and read no further", async () => {
    let ended = false;
    async function* late(piece: string | Uint8Array) {
      try {
        yield new TextEncoder().encode(`${head}\n`);
        for (let n = 0; n < 3000; n++) yield new TextEncoder().encode(`SKU-${n},EAST,,,1\n`);
        for (;;) yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
      } finally {
        ended = true;
      }
    }
    await expect(readCountFile(late(new Uint8Array([0xfc, 10])))).rejects.toThrow("This is no UTF-8 text");
    expect(ended).toBe(true);
    await expect(readCountFile(late(`${" ".repeat(15_000)}\n`))).rejects.toThrow("8 MB at most");
  });

  test("has a limit of rows and of size, noticed before all of it is read", async () => {
    let given = 0;
    async function* endless() {
      yield `${head}\n`;
      for (;;) {
        given++;
        yield `SKU-${given},EAST,,,1\n`.repeat(1);
      }
    }
    await expect(readCountFile(endless())).rejects.toThrow("50,000 rows and 8 MB at most");
    expect(given).toBeLessThan(60_000);
    async function* wide() {
      yield `${head}\n`;
      for (;;) yield "x".repeat(1_000_000);
    }
    await expect(readCountFile(wide())).rejects.toMatchObject({ kind: "invalid_input" });
  });

  test("is known again by its counts, not by how it is written", async () => {
    const one = await read(`${head}\nA-1,EAST,,,12\nA-2,EAST,,,3\n`);
    const other = await read(`sku;place;quantity\r\nA-2;east;3\r\nA-1;EAST;012`);
    const changed = await read(`${head}\nA-1,EAST,,,12\nA-2,EAST,,,4\n`);
    expect(other.print).toBe(one.print);
    expect(changed.print).not.toBe(one.print);
  });
});
