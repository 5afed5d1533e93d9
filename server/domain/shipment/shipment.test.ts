import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../kernel/errors";
import {
  assertCanMove,
  canMove,
  currentTracking,
  type ShipmentStatus,
  shipmentStatuses,
  trackingStates,
} from "./shipment";

/** The life of a shipment, written down a second time; each step before the van can be taken back. */
const life = new Set([
  "assigned → picking",
  "picking → packed",
  "packed → labelled",
  "labelled → shipped",
  "shipped → delivered",
  "picking → assigned",
  "packed → picking",
  "labelled → packed",
  "assigned → cancelled",
  "picking → cancelled",
  "packed → cancelled",
  "labelled → cancelled",
]);

describe("the life of a shipment", () => {
  test("has these moves and no others", () => {
    const found = shipmentStatuses.flatMap((from) =>
      shipmentStatuses.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(new Set(found)).toEqual(life);
  });

  test("takes only those moves, and leaves the warehouse at most once", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shipmentStatuses), { maxLength: 60 }), (wishes) => {
        let status: ShipmentStatus = "assigned";
        const path: ShipmentStatus[] = [status];
        for (const to of wishes) {
          try {
            assertCanMove({ number: "HF-100042-1", status }, to);
            expect(life).toContain(`${status} → ${to}`);
            status = to;
            path.push(to);
          } catch (refused) {
            expect(refused).toBeInstanceOf(DomainError);
            expect(life).not.toContain(`${status} → ${to}`);
          }
        }
        expect(path.filter((one) => one === "shipped").length).toBeLessThanOrEqual(1);
        if (path.includes("shipped")) {
          expect(path).toContain("labelled");
          expect(path).not.toContain("cancelled");
        }
      }),
    );
  });

  test("ends when it is delivered or cancelled", () => {
    for (const to of shipmentStatuses) {
      expect(canMove("delivered", to)).toBe(false);
      expect(canMove("cancelled", to)).toBe(false);
    }
  });

  test("a refusal says what the shipment is and what can't be done", () => {
    expect(() => assertCanMove({ number: "HF-100042-1", status: "cancelled" }, "shipped")).toThrow(
      "Shipment HF-100042-1 is cancelled; it can't ship.",
    );
    expect(() => assertCanMove({ number: "HF-100042-1", status: "shipped" }, "cancelled")).toThrow(
      "Shipment HF-100042-1 has left the warehouse; it can't be cancelled.",
    );
  });
});

describe("where a parcel is", () => {
  // Few instants, so that many scans share one.
  const scan = fc.record({
    state: fc.constantFrom(...trackingStates),
    at: fc.integer({ min: 0, max: 4 }).map((hour) => new Date(Date.UTC(2026, 4, 1, hour))),
  });
  const scans = fc.array(scan, { maxLength: 8 });
  const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour));

  test("doesn't depend on the order in which the scans came in", () => {
    const shuffled = scans.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(currentTracking(other)).toBe(currentTracking(list));
      }),
    );
  });

  test("doesn't change when a scan is told twice", () => {
    fc.assert(
      fc.property(scans, (list) => {
        expect(currentTracking([...list, ...list])).toBe(currentTracking(list));
      }),
    );
  });

  test("stays delivered, whatever is scanned later", () => {
    fc.assert(
      fc.property(scans, (list) => {
        expect(currentTracking([{ state: "delivered", at: at(0) }, ...list])).toBe("delivered");
      }),
    );
  });

  test("is the latest scan by the carrier's clock, not by arrival", () => {
    expect(
      currentTracking([
        { state: "out_for_delivery", at: at(9) },
        { state: "in_transit", at: at(3) },
      ]),
    ).toBe("out_for_delivery");
    expect(
      currentTracking([
        { state: "out_for_delivery", at: at(9) },
        { state: "exception", at: at(10) },
        { state: "returned", at: at(11) },
      ]),
    ).toBe("returned");
  });

  test("shows the trouble when a parcel moves and has trouble at the same instant", () => {
    expect(
      currentTracking([
        { state: "exception", at: at(3) },
        { state: "in_transit", at: at(3) },
      ]),
    ).toBe("exception");
  });

  test("is unknown before the first scan", () => {
    expect(currentTracking([])).toBeNull();
  });
});
