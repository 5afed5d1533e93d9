import fc from "fast-check";
import { expect, test } from "vitest";
import type { RemotePayment } from "../../ports/payment-gateway";
import { canMove as canMoveOrder, decideCancellation, type OrderStatus } from "../order/order";
import { canMove, decideSettlement, isLive, isOvertaken, type PaymentStatus } from "./payment";

const amount = { amount: 4820, currency: "USD" };
const second = 1_000;

/** A provider that can do what Stripe and PayPal can: pages, holds, debits that take days, and a bank's refusal. */
class Provider {
  state: RemotePayment = { state: "open" };
  captures = 0;
  #declines = 0;

  authorise() {
    if (this.#open) this.state = { state: "authorized", amount };
  }
  decline() {
    if (this.#open) this.state = this.#declined(false);
  }
  debit() {
    if (this.#open) this.state = { state: "processing" };
  }
  bankPays() {
    if (this.state.state === "processing") this.#take();
  }
  bankRefuses() {
    if (this.state.state === "processing") this.state = this.#declined(true);
  }
  lapse() {
    if (this.#open || this.state.state === "authorized") this.state = { state: "expired" };
  }
  capture() {
    if (this.state.state === "authorized") this.#take();
    return this.state;
  }
  close() {
    if (this.#open) this.state = { state: "expired" };
    else if (this.state.state === "authorized") this.state = { state: "voided" };
    return this.state;
  }
  get #open() {
    return this.state.state === "open" || (this.state.state === "declined" && !this.state.final);
  }
  #take() {
    this.captures += 1;
    this.state = { state: "captured", amount, captureRef: "ch_1" };
  }
  #declined(final: boolean): RemotePayment {
    this.#declines += 1;
    const declined = {
      state: "declined",
      declineRef: `d${this.#declines}`,
      code: "x",
      message: "No.",
    } as const;
    return final ? { ...declined, final } : declined;
  }
}

/** Our side, as settling and cancelling leave it, one transaction at a time. */
class Shop {
  payment: PaymentStatus = "open";
  order: OrderStatus = "pending";
  accepted = 0;
  sentBack = 0;
  now = 0;
  #changedAt = 0;
  #declines = new Set<string>();
  told = { processing: 0 };
  constructor(
    readonly provider: Provider,
    readonly maxAttempts: number,
  ) {}

  settle(remote: RemotePayment): void {
    const verdict = this.hear(remote);
    if (verdict === "capture") this.hear(this.provider.capture(), true);
    if (verdict === "void") this.hear(this.provider.close());
  }

  hear(remote: RemotePayment, ofCapture = false): string {
    if (!ofCapture && isOvertaken({ status: this.payment, sinceMs: this.now - this.#changedAt }, remote))
      return "nothing";
    const verdict = decideSettlement({ status: this.payment, feeAmount: 0 }, { status: this.order }, remote);
    switch (verdict.do) {
      case "capture":
        if (this.payment !== "capturing") this.#move("capturing");
        break;
      case "accept":
        this.#move("captured");
        expect(canMoveOrder(this.order, "paid"), `an order that is ${this.order} becomes paid`).toBe(true);
        this.order = "paid";
        this.accepted += 1;
        break;
      case "refund_late_money":
        this.#move("captured");
        this.sentBack += 1;
        break;
      case "wait":
        this.told.processing += 1;
        this.#move("processing");
        break;
      case "count_decline": {
        const isNew = !this.#declines.has(verdict.declineRef);
        this.#declines.add(verdict.declineRef);
        const busy = this.payment === "capturing" || this.payment === "processing";
        if (verdict.final || (isNew && this.#declines.size >= this.maxAttempts)) this.#move("failed");
        else if (busy) this.#move("open");
        break;
      }
      case "reopen":
        this.#move("open");
        break;
      case "end":
        this.#move(verdict.as);
        break;
      default:
    }
    return verdict.do;
  }

  cancel(reason: "customer" | "payment_timeout" | "payment_failed"): void {
    const request = {
      reason,
      now: new Date(this.now),
      capturing: this.payment === "capturing",
      processing: this.payment === "processing",
    };
    const order = { number: "HF-1", status: this.order, paymentDueAt: new Date(1_800 * second) };
    try {
      const { outcome } = decideCancellation(order, request);
      if (outcome !== "cancel") return;
    } catch {
      return;
    }
    if (this.order === "paid") this.sentBack += 1;
    this.order = "cancelled";
  }

  #move(to: PaymentStatus): void {
    expect(`${this.payment} → ${to}: ${canMove(this.payment, to)}`).toContain("true");
    this.payment = to;
    this.#changedAt = this.now;
  }
}

const world = fc.constantFrom(
  "authorise",
  "decline",
  "debit",
  "bankPays",
  "bankRefuses",
  "lapse",
  "look",
  "answer",
  "settle",
  "customer",
  "payment_timeout",
  "minute",
  "close",
);

test("no sequence of provider answers, old ones among them, loses money or takes it twice", () => {
  let debits = 0;
  fc.assert(
    fc.property(
      fc.array(world, { maxLength: 40 }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      (steps, maxAttempts, bankPaysAtLast) => {
        const provider = new Provider();
        const shop = new Shop(provider, maxAttempts);
        /** An answer that is on its way; it is given within the time that a call may take. */
        let underWay: { said: RemotePayment; at: number } | undefined;
        for (const step of steps) {
          shop.now += second;
          switch (step) {
            case "look":
              underWay = { said: provider.state, at: shop.now };
              break;
            case "answer":
              if (underWay && shop.now - underWay.at < 30 * second) shop.settle(underWay.said);
              underWay = undefined;
              break;
            case "settle":
              shop.settle(provider.state);
              break;
            case "customer":
            case "payment_timeout":
              shop.cancel(step);
              break;
            case "minute":
              shop.now += 61 * second;
              break;
            case "close":
              if (shop.order === "cancelled") shop.settle(provider.close());
              break;
            default:
              provider[step]();
          }
          expect(provider.captures).toBeLessThanOrEqual(1);
          expect(shop.accepted).toBeLessThanOrEqual(1);
        }
        // The bank decides in the end, and the sweeps ask until nothing moves any more.
        if (provider.state.state === "processing") {
          debits += 1;
          shop.settle(provider.state);
          if (shop.order === "pending") {
            shop.now += 3_600 * second;
            shop.cancel("payment_timeout");
            expect(shop.order).toBe("pending");
          }
          if (bankPaysAtLast) provider.bankPays();
          else provider.bankRefuses();
        }
        for (let round = 0; round < 6; round++) {
          shop.now += 3_600 * second;
          shop.settle(provider.state);
          if (shop.payment === "failed") shop.cancel("payment_failed");
          if (shop.order === "pending" && isLive(shop.payment)) shop.cancel("payment_timeout");
          // A policy shuts whatever page a cancelled order still has.
          if (shop.order === "cancelled") shop.settle(provider.close());
        }
        if (provider.captures === 1) {
          expect(shop.payment).toBe("captured");
          expect(shop.sentBack).toBe(shop.order === "cancelled" ? 1 : 0);
          expect(shop.order === "cancelled" || shop.order === "paid").toBe(true);
        } else {
          expect(isLive(shop.payment)).toBe(false);
          expect([shop.accepted, shop.sentBack]).toEqual([0, 0]);
          expect(shop.order).not.toBe("paid");
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(debits).toBeGreaterThan(50);
});
