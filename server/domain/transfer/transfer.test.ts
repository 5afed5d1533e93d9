import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canCancel,
  onTheWay,
  pickShelves,
  type SourceShelf,
  statusByProgress,
  type WantedLine,
} from "./transfer";

const now = new Date("2026-11-20T12:00:00Z");
const line = (quantity: number, received = 0, lost = 0) => ({ quantity, received, lost });

describe("a transfer", () => {
  test("is received when nothing of it is on its way, be it there or lost", () => {
    expect(statusByProgress([line(5), line(3)])).toBe("sent");
    expect(statusByProgress([line(5, 2), line(3)])).toBe("partially_received");
    expect(statusByProgress([line(5, 0, 1), line(3)])).toBe("partially_received");
    expect(statusByProgress([line(5, 4, 1), line(3, 3)])).toBe("received");
    expect(onTheWay(line(5, 3, 1))).toBe(1);
  });

  test("can be called back only while nothing has arrived", () => {
    expect([canCancel("sent"), canCancel("partially_received"), canCancel("received")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

const shelf = (lot: string | null, available: number, expires?: string, sku = "FOOD"): SourceShelf => ({
  sku,
  lot,
  available,
  expiresAt: expires ? new Date(expires) : null,
});
const shelves = [
  shelf("LATE", 5, "2027-03-01"),
  shelf("EARLY", 4, "2027-01-01"),
  shelf("OLD", 9, "2026-01-01"),
];
const want = (quantity: number, lot: string | null = null, sku = "FOOD"): WantedLine => ({
  sku,
  lot,
  quantity,
});
const picksOf = (lines: WantedLine[]) => {
  const picked = pickShelves(lines, shelves, now);
  return picked.ok ? Object.fromEntries(picked.picks.map((one) => [one.shelf.lot, one.quantity])) : picked;
};

describe("what a transfer takes", () => {
  test("comes from the lots that expire first, never from expired ones", () => {
    expect(picksOf([want(3)])).toEqual({ EARLY: 3 });
    expect(picksOf([want(6)])).toEqual({ EARLY: 4, LATE: 2 });
    expect(picksOf([want(10)])).toEqual({ ok: false, line: 0, available: 9, expired: false });
  });

  test("comes from the lot that was named, which other lines leave alone", () => {
    expect(picksOf([want(5), want(4, "EARLY")])).toEqual({ EARLY: 4, LATE: 5 });
    expect(picksOf([want(1, "OLD")])).toEqual({ ok: false, line: 0, available: 0, expired: true });
    expect(picksOf([want(2), want(1, "NONE")])).toEqual({ ok: false, line: 1, available: 0, expired: false });
  });

  test("is just what was asked for, and no shelf gives more than it has", () => {
    const stock = fc.array(
      fc.record({
        sku: fc.constantFrom("A", "B"),
        lot: fc.constantFrom(null, "1", "2", "3"),
        available: fc.nat(20),
        expiresAt: fc.constantFrom(
          null,
          new Date("2026-01-01"),
          new Date("2027-01-01"),
          new Date("2028-01-01"),
        ),
      }),
      { maxLength: 8 },
    );
    const lines = fc.array(
      fc.record({
        sku: fc.constantFrom("A", "B"),
        lot: fc.constantFrom(null, "1", "2"),
        quantity: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(stock, lines, (from, wanted) => {
        const picked = pickShelves(wanted, from, now);
        if (!picked.ok) return;
        for (const { shelf: one, quantity } of picked.picks) {
          expect(quantity).toBeLessThanOrEqual(one.available);
          expect(one.expiresAt === null || one.expiresAt > now).toBe(true);
        }
        for (const sku of ["A", "B"]) {
          const units = (of: readonly { quantity: number }[]) =>
            of.reduce((sum, one) => sum + one.quantity, 0);
          expect(units(picked.picks.filter((one) => one.shelf.sku === sku))).toBe(
            units(wanted.filter((one) => one.sku === sku)),
          );
        }
      }),
    );
  });
});
