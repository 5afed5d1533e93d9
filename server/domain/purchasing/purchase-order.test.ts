import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import {
  awaited,
  canMove,
  purchaseOrderStatuses,
  receivable,
  statusByProgress,
  wholePacks,
} from "./purchase-order";
import { assertReceivable, assertShelfLife } from "./receipt";

const line = (over = {}) => ({ id: "l", sku: "OAK", quantity: 10, received: 0, givenUp: 0, ...over });

describe("a purchase order", () => {
  it("can't be cancelled once something has come, nor ordered twice", () => {
    const toCancelled = purchaseOrderStatuses.filter((status) => canMove(status, "cancelled"));
    expect(toCancelled).toEqual(["draft", "ordered"]);
    expect(purchaseOrderStatuses.filter((status) => canMove(status, "ordered"))).not.toContain("cancelled");
  });

  it("stands where its lines stand", () => {
    expect(statusByProgress([line(), line()])).toBe("ordered");
    expect(statusByProgress([line({ received: 1 }), line()])).toBe("partially_received");
    expect(statusByProgress([line({ received: 10 }), line({ received: 4, givenUp: 6 })])).toBe("received");
    expect(statusByProgress([line({ received: 12 })])).toBe("received");
  });

  it("awaits what was neither sent nor given up, and never less than nothing", () => {
    expect(awaited(line({ received: 4, givenUp: 1 }))).toBe(5);
    expect(awaited(line({ received: 12 }))).toBe(0);
  });

  it("takes in a little more where that is allowed", () => {
    expect(receivable(line({ received: 9 }), 0)).toBe(1);
    expect(receivable(line({ received: 9 }), 25)).toBe(3);
  });

  it("is written in whole packs, at least the minimum", () => {
    expect(wholePacks(7, { packSize: 6, minimumQuantity: 1 })).toBe(12);
    expect(wholePacks(12, { packSize: 6, minimumQuantity: 1 })).toBe(12);
    expect(wholePacks(1, { packSize: 6, minimumQuantity: 20 })).toBe(24);
  });
});

const refusal = (work: () => void): DomainError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error("It was not refused.");
};

describe("a delivery", () => {
  it("that brings too much hears how many are still awaited", () => {
    expect(refusal(() => assertReceivable(line({ received: 8 }), 3, 0)).message).toBe(
      "2 of OAK are still awaited; 3 are too many.",
    );
    expect(refusal(() => assertReceivable(line({ received: 9 }), 4, 20)).message).toBe(
      "1 of OAK is still awaited, and at most 3 may come in; 4 are too many.",
    );
    expect(refusal(() => assertReceivable(line({ received: 10 }), 1, 0)).message).toBe(
      "Nothing more of OAK is awaited; 1 is too many.",
    );
    expect(() => assertReceivable(line({ received: 8 }), 2, 0)).not.toThrow();
  });

  const now = new Date("2027-01-10T12:00:00Z");
  const arrival = (over: Record<string, unknown> = {}) => ({
    line: "l",
    sku: "RYE",
    good: 5,
    lot: { code: "L1", expiresAt: new Date("2027-03-01T00:00:00Z") },
    shortLifeAccepted: false,
    ...over,
  });
  const on = (day: string) => ({ code: "L1", expiresAt: new Date(`${day}T00:00:00Z`) });

  it("of goods with a shelf life needs its lot and its date", () => {
    expect(
      refusal(() => assertShelfLife(arrival({ lot: { code: undefined, expiresAt: null } }), 7, now)).details,
    ).toMatchObject({ field: "lot" });
    expect(
      refusal(() => assertShelfLife(arrival({ lot: { code: "L1", expiresAt: null } }), 7, now)).details,
    ).toMatchObject({ field: "expiresAt" });
    expect(() =>
      assertShelfLife(arrival({ lot: { code: undefined, expiresAt: null } }), 0, now),
    ).not.toThrow();
  });

  it("past its date is not sold, whoever says so, but may be set aside as damaged", () => {
    const expired = arrival({ lot: on("2027-01-10"), shortLifeAccepted: true });
    expect(refusal(() => assertShelfLife(expired, 7, now)).message).toBe(
      "Lot L1 of RYE expired on 2027-01-10. Check the date, or book its units as damaged.",
    );
    expect(() => assertShelfLife({ ...expired, good: 0 }, 7, now)).not.toThrow();
  });

  it("that shoppers would not be offered for long has to be accepted knowingly", () => {
    const short = arrival({ lot: on("2027-01-15") });
    const refused = refusal(() => assertShelfLife(short, 7, now));
    expect(refused.message).toContain("in 4 days");
    expect(refused.details).toMatchObject({ shortLife: true });
    expect(() => assertShelfLife({ ...short, shortLifeAccepted: true }, 7, now)).not.toThrow();
    expect(() => assertShelfLife(short, 3, now)).not.toThrow();
  });
});
