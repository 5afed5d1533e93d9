import { describe, expect, it } from "vitest";
import type { DockLine } from "@/server/domain/purchasing/receipt.queries";
import { countedOf, newEntry, problemOf, receiptLines, type Scanned, scanOnto } from "./receive-tally";

const now = new Date("2026-11-22T12:00:00Z");
const line = (over: Partial<DockLine> = {}): DockLine => ({
  id: "line-1",
  sku: "HF-OAK",
  title: "Oak stool",
  variantTitle: "",
  image: null,
  codes: ["HF-OAK", "NP-1001", "4006381333931"],
  packSize: 6,
  quantity: 12,
  received: 0,
  awaited: 12,
  receivable: 12,
  shelfLifeDays: 0,
  lots: [],
  ...over,
});
const honey = line({ id: "line-2", sku: "HF-HONEY", codes: ["HF-HONEY", "036000291452"], shelfLifeDays: 7 });

const scan = (
  entries: Parameters<typeof scanOnto>[0],
  code: string,
  units = 1,
  lines = [line(), honey],
): Scanned => scanOnto(entries, lines, { code, units, now });
const scanned = (code: string, units = 1, before: Parameters<typeof scanOnto>[0] = []) => {
  const result = scan(before, code, units);
  if (!result.ok) throw new Error(result.why);
  return result;
};

describe("a scan at the dock", () => {
  it("finds its line by SKU, barcode or the supplier's number, and counts on", () => {
    let entries = scanned("hf-oak").entries;
    entries = scanned("NP-1001", 1, entries).entries;
    const last = scanned("4006381333931", 2, entries);
    expect(last.entries).toHaveLength(1);
    expect(last.entry.quantity).toBe("4");
    expect(last.left).toBe(8);
  });

  it("that belongs to nothing changes nothing and says so", () => {
    expect(scan([], "4006381333932")).toEqual({
      ok: false,
      title: "Not on this order",
      why: "4006381333932 was not ordered here. Put it aside and ask.",
    });
  });

  it("of one too many is refused with what is still awaited", () => {
    const { entries } = scanned("HF-OAK", 12);
    expect(scan(entries, "HF-OAK")).toMatchObject({
      ok: false,
      title: "Too many of HF-OAK",
      why: "12 are still awaited, and 12 are on the list already.",
    });
    expect(scan([], "HF-OAK", 1, [line({ awaited: 0, receivable: 0 })])).toMatchObject({
      why: "Nothing more of it is awaited.",
    });
  });

  it("that carries lot and date fills them in; each lot has an entry of its own", () => {
    const one = scanned("(01)00036000291452(17)270315(10)A").entries;
    const two = scanned("(01)00036000291452(17)270415(10)B", 1, one).entries;
    const three = scanned("(01)00036000291452(17)270315(10)A", 1, two);
    expect(three.entries.map(({ lot, quantity, expiresOn }) => `${lot} ${quantity} ${expiresOn}`)).toEqual([
      "A 2 2027-03-15",
      "B 1 2027-04-15",
    ]);
    // Without a lot it counts on the one that was scanned last.
    expect(scanned("HF-HONEY", 1, three.entries).entry).toMatchObject({ lot: "A", quantity: "3" });
  });

  it("of a case counts its units", () => {
    expect(scanned("(01)14006381333938(10)X").entry).toMatchObject({ quantity: "6", lot: "X" });
    expect(scanned("]C1020400638133393137" + "4").entry.quantity).toBe("4");
  });
});

describe("an entry", () => {
  const problem = (over: Partial<ReturnType<typeof newEntry>>, of = honey) => {
    const entry = newEntry(of.id, { quantity: "5", lot: "A", expiresOn: "2027-03-15", ...over });
    return problemOf(entry, of, [entry], now)?.field ?? null;
  };

  it("of goods with a shelf life needs lot and date, unless the lot is known", () => {
    expect(problem({})).toBeNull();
    expect(problem({ lot: "" })).toBe("lot");
    expect(problem({ expiresOn: "" })).toBe("expiresOn");
    expect(
      problem({ expiresOn: "" }, { ...honey, lots: [{ code: "A", expiresOn: "2027-03-15" }] }),
    ).toBeNull();
    expect(problem({ lot: "", expiresOn: "" }, line())).toBeNull();
  });

  it("past its date can only be damaged; one that is short has to be accepted", () => {
    expect(problem({ expiresOn: "2026-11-01" })).toBe("expiresOn");
    expect(problem({ expiresOn: "2026-11-01", damaged: "5" })).toBeNull();
    expect(problem({ expiresOn: "2026-11-26" })).toBe("expiresOn");
    expect(problem({ expiresOn: "2026-11-26", shortLifeAccepted: true })).toBeNull();
  });

  it("can't hold more than is awaited, nor more damaged units than came", () => {
    expect(problem({ quantity: "13" })).toBe("quantity");
    expect(problem({ quantity: "" })).toBe("quantity");
    expect(problem({ damaged: "6" })).toBe("damaged");
  });

  it("is sent as the server takes it", () => {
    const entries = [
      newEntry("l", { quantity: "3", damaged: "1" }),
      newEntry("l", { quantity: "2", lot: "B" }),
    ];
    expect(countedOf(entries, "l")).toBe(5);
    expect(receiptLines(entries)).toEqual([
      { line: "l", quantity: 3, damaged: 1 },
      { line: "l", quantity: 2, lot: "B" },
    ]);
  });
});
