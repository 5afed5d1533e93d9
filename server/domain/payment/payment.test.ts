import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RemotePayment } from "../../ports/payment-gateway";
import { type OrderStatus, orderStatuses } from "../order/order";
import {
  bankAnswersBy,
  canMove,
  decideSettlement,
  isLive,
  isOvertaken,
  liveStatuses,
  type PaymentStatus,
  paymentStatuses,
  type Verdict,
} from "./payment";

const amount = { amount: 4820, currency: "USD" };
const remotes: RemotePayment[] = [
  { state: "open" },
  { state: "processing" },
  { state: "declined", declineRef: "ch_1", code: "card_declined", message: "The card was declined." },
  { state: "authorized", amount },
  { state: "captured", amount, captureRef: "pi_1" },
  { state: "captured", amount, captureRef: "pi_1", fee: { amount: 170, currency: "USD" } },
  { state: "expired" },
  { state: "voided" },
];
const declinedByBank = {
  state: "declined",
  declineRef: "py_1",
  code: "debit_failed",
  message: "No.",
} as const;
type Case = { payment: PaymentStatus; order: OrderStatus; remote: RemotePayment };
const everything: Case[] = paymentStatuses.flatMap((payment) =>
  orderStatuses.flatMap((order) => remotes.map((remote) => ({ payment, order, remote }))),
);
const decide = ({ payment, order, remote }: Case) =>
  decideSettlement({ status: payment }, { status: order }, remote);

/** The payment's state once the verdict has been carried out. */
function afterwards(verdict: Verdict, before: PaymentStatus): PaymentStatus {
  switch (verdict.do) {
    case "nothing":
    case "note_fee":
      return before;
    case "wait":
      return "processing";
    case "capture":
      return "capturing";
    case "void":
      return isLive(before) ? "voided" : before;
    case "accept":
    case "refund_late_money":
      return "captured";
    case "count_decline":
      return "failed";
    case "reopen":
      return "open";
    case "end":
      return verdict.as;
  }
}

describe("the life of a payment", () => {
  test("captured money stays captured: giving it back is a refund", () => {
    for (const to of paymentStatuses) expect(canMove("captured", to)).toBe(false);
  });

  test("an attempt that has ended can only still turn out to be late money, or a bank's work on it", () => {
    const ended = paymentStatuses.filter((status) => !isLive(status) && status !== "captured");
    expect(ended).toEqual(["failed", "expired", "voided"]);
    for (const from of ended)
      expect(paymentStatuses.filter((to) => canMove(from, to))).toEqual(["processing", "captured"]);
  });

  test("never goes back to the start", () => {
    for (const from of paymentStatuses) expect(canMove(from, "created")).toBe(false);
    expect(canMove("authorized", "open")).toBe(false);
  });

  test("takes only moves of the table, whatever the provider says in whatever order", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ remote: fc.constantFrom(...remotes), order: fc.constantFrom(...orderStatuses) }),
        ),
        (answers) => {
          let payment: PaymentStatus = "created";
          for (const { remote, order } of answers) {
            const next = afterwards(decide({ payment, order, remote }), payment);
            if (next !== payment) expect(`${payment} → ${next}: ${canMove(payment, next)}`).toContain("true");
            if (payment === "captured") expect(next).toBe("captured");
            payment = next;
          }
        },
      ),
    );
  });
});

describe("settling a payment", () => {
  test("every verdict, in every state of payment and order, is a move that the table has", () => {
    const impossible = everything.filter((it) => {
      const next = afterwards(decide(it), it.payment);
      return next !== it.payment && !canMove(it.payment, next);
    });
    expect(impossible).toEqual([]);
  });

  test("money is taken only for a pending order, by an attempt that is alive", () => {
    for (const it of everything.filter((one) => decide(one).do === "capture")) {
      expect(it.order).toBe("pending");
      expect(liveStatuses).toContain(it.payment);
    }
    for (const payment of liveStatuses)
      expect(decide({ payment, order: "pending", remote: { state: "authorized", amount } })).toEqual({
        do: "capture",
      });
  });

  test("an authorization for an order that is gone is let go, so nothing is charged", () => {
    for (const payment of liveStatuses)
      for (const order of orderStatuses.filter((status) => status !== "pending"))
        expect(decide({ payment, order, remote: { state: "authorized", amount } })).toEqual({ do: "void" });
  });

  test("money that we or the provider call captured is never voided", () => {
    for (const it of everything.filter(
      (one) => one.payment === "captured" || one.remote.state === "captured",
    ))
      expect(["void", "end", "capture"]).not.toContain(decide(it).do);
  });

  test("money that arrives for an order that no longer waits for it is always sent back", () => {
    const late = everything.filter(
      (it) => it.remote.state === "captured" && it.payment !== "captured" && it.order !== "pending",
    );
    expect(late.length).toBeGreaterThan(0);
    for (const it of late)
      expect(decide(it)).toMatchObject({ do: "refund_late_money", amount, captureRef: "pi_1" });
  });

  test("money that arrives for a pending order is accepted, even when the attempt had been given up", () => {
    for (const payment of paymentStatuses.filter((status) => status !== "captured"))
      for (const remote of remotes.filter((one) => one.state === "captured")) {
        const { state: _, ...money } = remote;
        expect(decide({ payment, order: "pending", remote })).toEqual({ do: "accept", ...money });
      }
  });

  test("a page that nobody has paid on changes nothing", () => {
    for (const it of everything
      .filter((one) => one.remote.state === "open")
      .filter((one) => one.payment !== "capturing" && one.payment !== "processing"))
      expect(decide(it)).toEqual({ do: "nothing" });
  });

  test("a bank that is at work is waited for, whatever the order does meanwhile, and is news only once", () => {
    for (const it of everything.filter((one) => one.remote.state === "processing"))
      expect(decide(it)).toEqual(
        it.payment === "processing" || it.payment === "captured" ? { do: "nothing" } : { do: "wait" },
      );
  });

  test("what a bank refused days later can't be tried again on that page", () => {
    const remote = { ...declinedByBank, final: true };
    expect(decide({ payment: "processing", order: "pending", remote })).toMatchObject({
      do: "count_decline",
      final: true,
    });
  });

  test("a fee that is told after the money is written down once", () => {
    const fee = { amount: 170, currency: "USD" };
    const remote = { state: "captured", amount, captureRef: "pi_1", fee } as const;
    const late = (feeAmount: number | null) =>
      decideSettlement({ status: "captured", feeAmount }, { status: "paid" }, remote);
    expect(late(null)).toEqual({ do: "note_fee", fee });
    expect(late(170)).toEqual({ do: "nothing" });
  });

  test("a payment that we were to take, and that nobody has paid, is open again instead of standing still for ever", () => {
    for (const order of orderStatuses)
      for (const payment of ["capturing", "processing"] as const)
        expect(decide({ payment, order, remote: { state: "open" } })).toEqual({ do: "reopen" });
  });

  test("the same word again, once it has been acted on, does nothing", () => {
    for (const it of everything.filter((one) => one.remote.state !== "authorized")) {
      const verdict = decide(it);
      const payment = afterwards(verdict, it.payment);
      const order = verdict.do === "accept" ? "paid" : it.order;
      expect(decide({ payment, order, remote: it.remote })).toEqual({ do: "nothing" });
    }
  });

  test("an authorization told again captures under the same key, voids again or does nothing, but never more", () => {
    const remote = { state: "authorized", amount } as const;
    expect(decide({ payment: "capturing", order: "pending", remote })).toEqual({ do: "capture" });
    expect(decide({ payment: "captured", order: "paid", remote })).toEqual({ do: "nothing" });
    expect(decide({ payment: "voided", order: "cancelled", remote })).toEqual({ do: "void" });
  });

  test("a decline or an expiry counts only against an attempt that is alive", () => {
    for (const it of everything.filter((one) => ["declined", "expired", "voided"].includes(one.remote.state)))
      expect(decide(it).do === "nothing").toBe(!isLive(it.payment));
  });
});

describe("word that was overtaken", () => {
  const fresh = { sinceMs: 5_000 };
  test("while we take the money, or right after a bank began, an open page is an old answer", () => {
    for (const status of ["capturing", "processing"] as const) {
      expect(isOvertaken({ status, ...fresh }, { state: "open" })).toBe(true);
      expect(isOvertaken({ status, ...fresh }, declinedByBank)).toBe(true);
      expect(isOvertaken({ status, sinceMs: 60_000 }, { state: "open" })).toBe(false);
    }
  });
  test("what a bank decided is believed at once", () => {
    const status = "processing";
    expect(isOvertaken({ status, ...fresh }, { ...declinedByBank, final: true })).toBe(false);
    expect(isOvertaken({ status, ...fresh }, { state: "captured", amount, captureRef: "py_1" })).toBe(false);
  });
});

test("a bank has usually answered five working days later", () => {
  // A Friday.
  expect(bankAnswersBy(new Date("2026-11-20T15:00:00Z"))).toEqual(new Date("2026-11-27T15:00:00Z"));
  expect(bankAnswersBy(new Date("2026-11-23T15:00:00Z"))).toEqual(new Date("2026-11-30T15:00:00Z"));
});
