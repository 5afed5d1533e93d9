import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../kernel/errors";
import {
  assertCanMove,
  type CancelReason,
  cancelReasons,
  canMove,
  decideCancellation,
  type OrderState,
  type OrderStatus,
  orderStatuses,
} from "./order";

const due = new Date("2026-05-01T12:30:00Z");
const before = new Date(due.getTime() - 1);
const order = (status: OrderStatus): OrderState => ({ number: "HF-100042", status, paymentDueAt: due });

/** What the requirement says, written down a second time. */
const life = new Set([
  "pending → paid",
  "pending → cancelled",
  "paid → cancelled",
  "paid → partially_shipped",
  "paid → shipped",
  "partially_shipped → shipped",
  "shipped → delivered",
]);

describe("the life of an order", () => {
  test("has these moves and no others", () => {
    const found = orderStatuses.flatMap((from) =>
      orderStatuses.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(new Set(found)).toEqual(life);
  });

  test("takes only those moves, whatever is asked of it in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...orderStatuses), { maxLength: 40 }), (wishes) => {
        let status: OrderStatus = "pending";
        const path: OrderStatus[] = [status];
        for (const to of wishes) {
          try {
            assertCanMove(order(status), to);
            expect(life).toContain(`${status} → ${to}`);
            status = to;
            path.push(to);
          } catch (refused) {
            expect(refused).toBeInstanceOf(DomainError);
            expect(refused).toMatchObject({ kind: "invalid_transition", details: { status, to } });
          }
        }
        expect(new Set(path).size).toBe(path.length);
        if (path.includes("cancelled")) expect(path).not.toContain("shipped");
        if (path.includes("delivered")) expect(path).toContain("paid");
      }),
    );
  });

  test("ends when the order is cancelled or delivered", () => {
    for (const to of orderStatuses) {
      expect(canMove("cancelled", to)).toBe(false);
      expect(canMove("delivered", to)).toBe(false);
    }
  });

  test("a refusal says what the order is and what can't happen any more", () => {
    const say = (status: OrderStatus, to: OrderStatus) => () => assertCanMove(order(status), to);
    expect(say("cancelled", "paid")).toThrow("Order HF-100042 is cancelled; it can no longer be paid.");
    expect(say("shipped", "cancelled")).toThrow(
      "Order HF-100042 has left the warehouse; it can no longer be cancelled.",
    );
    expect(say("delivered", "shipped")).toThrow(
      "Order HF-100042 has been delivered; it can no longer be shipped.",
    );
  });
});

describe("cancelling an order", () => {
  type Asked = { status: OrderStatus; reason: CancelReason; late: boolean; capturing: boolean };
  const everything: Asked[] = orderStatuses.flatMap((status) =>
    cancelReasons.flatMap((reason) =>
      [true, false].flatMap((late) =>
        [true, false].map((capturing) => ({ status, reason, late, capturing })),
      ),
    ),
  );
  const automatic = (reason: CancelReason) => reason === "payment_timeout" || reason === "payment_failed";
  const ask = ({ status, reason, late, capturing }: Asked) =>
    decideCancellation(order(status), { reason, now: late ? due : before, capturing });

  test("has an answer for every state, reason and hour: a decision, or a refusal in words", () => {
    for (const asked of everything) {
      try {
        const decision = ask(asked);
        if (decision.outcome === "cancel") expect(canMove(asked.status, "cancelled")).toBe(true);
      } catch (refused) {
        expect(refused).toMatchObject({ name: "DomainError", kind: "invalid_transition" });
        // A policy never has to deal with a refusal.
        expect(automatic(asked.reason)).toBe(false);
      }
    }
  });

  test("never happens while its payment is being taken", () => {
    for (const asked of everything.filter((it) => it.capturing)) {
      let outcome = "refused";
      try {
        outcome = ask(asked).outcome;
      } catch {}
      expect(outcome).not.toBe("cancel");
    }
    expect(() => ask({ status: "pending", reason: "customer", late: false, capturing: true })).toThrow(
      "The payment of order HF-100042 is being taken right now.",
    );
    expect(ask({ status: "pending", reason: "payment_timeout", late: true, capturing: true })).toEqual({
      outcome: "payment_in_flight",
    });
  });

  test("for want of payment only ever ends a pending order", () => {
    for (const asked of everything.filter((it) => automatic(it.reason) && it.status !== "pending"))
      expect(ask(asked).outcome).toBe(asked.status === "cancelled" ? "already_cancelled" : "not_due");
  });

  test("by time-out waits for the due time, to the millisecond", () => {
    const timeout = { status: "pending", reason: "payment_timeout", capturing: false } as const;
    expect(ask({ ...timeout, late: false })).toEqual({ outcome: "not_due" });
    expect(ask({ ...timeout, late: true })).toEqual({ outcome: "cancel", from: "reserved", wasPaid: false });
  });

  test("gives back what was reserved before payment, and what was committed after it", () => {
    const byCustomer = { reason: "customer", late: false, capturing: false } as const;
    expect(ask({ ...byCustomer, status: "pending" })).toEqual({
      outcome: "cancel",
      from: "reserved",
      wasPaid: false,
    });
    expect(ask({ ...byCustomer, status: "paid" })).toEqual({
      outcome: "cancel",
      from: "committed",
      wasPaid: true,
    });
  });

  test("a second time changes nothing, whoever asks", () => {
    for (const asked of everything.filter((it) => it.status === "cancelled"))
      expect(ask(asked)).toEqual({ outcome: "already_cancelled" });
  });

  test("is refused once anything has left the warehouse", () => {
    for (const status of ["partially_shipped", "shipped", "delivered"] as const)
      for (const reason of ["customer", "staff", "fraud", "stock_expired"] as const)
        expect(() => ask({ status, reason, late: true, capturing: false })).toThrow(
          "it can no longer be cancelled",
        );
  });
});
