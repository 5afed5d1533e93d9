import { describe, expect, test } from "vitest";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";
import { everything, scanOnto } from "./tally";

const line = (id: string, sku: string, over: Partial<TransferLine> = {}): TransferLine => ({
  ...{ id, sku, barcode: null, title: sku, variantTitle: "", image: null, lot: null, expiresAt: null },
  ...{ quantity: 3, received: 0, lost: 0 },
  ...over,
});
const lines = [
  line("early", "HONEY", { lot: "E", quantity: 2, barcode: "4006381333931" }),
  line("late", "HONEY", { lot: "L", barcode: "4006381333931" }),
  line("stool", "STOOL", { quantity: 5, received: 2 }),
];
const scan = (code: string, over: object = {}) => ({ code, quantity: 1, damaged: false, ...over });

describe("a scan of what arrived", () => {
  test("counts on the line of its SKU or barcode, the first lot until that is full", () => {
    let tally = {};
    for (const code of ["honey", "4006381333931", "HONEY"]) {
      const next = scanOnto(tally, lines, scan(code));
      if (next.ok) tally = next.tally;
    }
    expect(tally).toEqual({ early: { came: "2", damaged: "" }, late: { came: "1", damaged: "" } });
  });

  test("that is damaged counts as come and as damaged", () => {
    expect(scanOnto({}, lines, scan("STOOL", { quantity: 2, damaged: true }))).toMatchObject({
      ok: true,
      came: 2,
      left: 1,
      tally: { stool: { came: "2", damaged: "2" } },
    });
  });

  test("of something else, or one too many, changes nothing and says so", () => {
    expect(scanOnto({}, lines, scan("CHAIR"))).toEqual({
      ok: false,
      why: "CHAIR is not in this transfer. Put it aside and ask.",
    });
    expect(scanOnto({}, lines, scan("STOOL", { quantity: 4 }))).toEqual({
      ok: false,
      why: "Only 3 more of STOOL are on the way.",
    });
    expect(scanOnto({ stool: { came: "3", damaged: "" } }, lines, scan("STOOL"))).toEqual({
      ok: false,
      why: "All of STOOL that was on its way is here already.",
    });
  });
});

test("everything came: every line is filled with what was on its way, damage is kept", () => {
  expect(everything(lines, { stool: { came: "1", damaged: "1" } })).toEqual({
    early: { came: "2", damaged: "" },
    late: { came: "3", damaged: "" },
    stool: { came: "3", damaged: "1" },
  });
});
