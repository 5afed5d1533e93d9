import { describe, expect, it } from "vitest";
import { gtinNames, hasCheckDigit, parseGs1 } from "./gs1";

const now = new Date("2026-11-22T12:00:00Z");
const read = (scan: string) => parseGs1(scan, now);
const gtin = "04006381333931";

describe("a scan of a GS1 symbol", () => {
  it("tells article, lot and expiry, however the scanner types it", () => {
    const all = { gtin, lot: "L-7A", expiresOn: "2027-03-15" };
    expect(read(`(01)${gtin}(17)270315(10)L-7A`)).toEqual(all);
    expect(read(`(01) ${gtin} (10) L-7A (17) 270315`)).toEqual(all);
    expect(read(`]C101${gtin}1727031510L-7A`)).toEqual(all);
    expect(read(`]d201${gtin}10L-7A\u001d17270315`)).toEqual(all);
    expect(read(`01${gtin}1727031510L-7A`)).toEqual(all);
    expect(read(`01${gtin}10L-7A|17270315`)).toEqual(all);
  });

  it("tells how many units are in a case", () => {
    expect(read(`]C102${gtin}3724`)).toEqual({ gtin, count: 24 });
    expect(read(`(01)${gtin}(30)6`)).toEqual({ gtin, count: 6 });
  });

  it("steps over what we don't use, such as weights and serial numbers", () => {
    expect(read(`]C101${gtin}310300125021SN-1\u001d10LOT`)).toEqual({ gtin, lot: "LOT" });
  });

  it("takes day 00 for the month's last, and best-before where there is no expiry", () => {
    expect(read(`(01)${gtin}(17)280200`)?.expiresOn).toBe("2028-02-29");
    expect(read(`(01)${gtin}(15)270131`)?.expiresOn).toBe("2027-01-31");
    expect(read(`(01)${gtin}(17)270331(15)270131`)?.expiresOn).toBe("2027-03-31");
  });

  it("puts the year within fifty years of now", () => {
    expect(read(`(01)${gtin}(17)990101`)?.expiresOn).toBe("1999-01-01");
    expect(read(`(01)${gtin}(17)760101`)?.expiresOn).toBe("2076-01-01");
  });

  it("is not seen in a SKU, a plain barcode or nonsense", () => {
    for (const scan of [
      "HF-HONEY-250",
      "4006381333931",
      gtin,
      `01${gtin}`,
      "",
      "(hello)",
      "(01)123",
      "]C1",
      "01",
    ])
      expect(read(scan), scan).toBeNull();
    expect(read("(01)04006381333932(10)A"), "a wrong check digit").toBeNull();
    expect(read(`(01)${gtin}(17)271301`), "a month 13").toBeNull();
    expect(read(`(01)${gtin}(17)270230`), "a 30th of February").toBeNull();
  });
});

describe("an article number", () => {
  it("has a check digit", () => {
    expect(hasCheckDigit("4006381333931")).toBe(true);
    expect(hasCheckDigit("036000291452")).toBe(true);
    expect(hasCheckDigit("4006381333932")).toBe(false);
    expect(hasCheckDigit("HF-1")).toBe(false);
  });

  it("names the unit or a case of it", () => {
    expect(gtinNames(gtin, "4006381333931")).toBe("unit");
    expect(gtinNames("14006381333938", "4006381333931")).toBe("case");
    expect(gtinNames("00036000291452", "036000291452")).toBe("unit");
    expect(gtinNames(gtin, "036000291452")).toBeNull();
  });
});
