import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { proveStock } from "@/server/domain/inventory/stock-proof";
import { atOnce, type Family, runFamily } from "./matrix";
import { stripeProvider } from "./provider";
import { parse, print } from "./schedule";
import { startWorld, type World } from "./world";

vi.setConfig({ testTimeout: 120_000 });

/** The bug that is in the code this moment. */
const bug = vi.hoisted(() => ({ is: "none" }));
const planted = (name: string) => bug.is === name;

vi.mock("@/emails/render", async (original) => ({
  ...(await original<object>()),
  renderEmail: async (name: string) => ({ subject: name, html: "", text: "" }),
}));

vi.mock("@/server/domain/order/order.store", async (original) => {
  const real = await original<typeof import("@/server/domain/order/order.store")>();
  const lockOrder: typeof real.lockOrder = (tx, id) =>
    planted("capture without the order's lock") ? real.readOrder(tx, id) : real.lockOrder(tx, id);
  const saveStatus: typeof real.saveStatus = async (tx, order, status, cancelled) => {
    if (planted("settle without knowing what was settled") && order.status === status) return;
    await real.saveStatus(tx, order, status, cancelled);
  };
  return { ...real, lockOrder, saveStatus };
});

vi.mock("../payment.store", async (original) => {
  const real = await original<typeof import("../payment.store")>();
  const moneyUnderWay: typeof real.moneyUnderWay = async (tx, id) =>
    planted("a time-out that does not mind a capture")
      ? { capturing: false, processing: false }
      : real.moneyUnderWay(tx, id);
  const lockPayment: typeof real.lockPayment = (tx, id) =>
    planted("capture without the order's lock") ? real.readPayment(tx, id) : real.lockPayment(tx, id);
  return { ...real, moneyUnderWay, lockPayment };
});

vi.mock("../payment", async (original) => {
  const real = await original<typeof import("../payment")>();
  const decideSettlement: typeof real.decideSettlement = (payment, order, remote) => {
    if (planted("capture without seeing the order pending") && remote.state === "authorized")
      return { do: "capture" };
    if (planted("settle without knowing what was settled") && remote.state === "captured")
      return real.decideSettlement({ ...payment, status: "open" }, order, remote);
    const verdict = real.decideSettlement(payment, order, remote);
    return planted("an authorization that nobody lets go") && verdict.do === "void"
      ? { do: "nothing" }
      : verdict;
  };
  const canMove: typeof real.canMove = (from, to) =>
    planted("settle without knowing what was settled") || real.canMove(from, to);
  return { ...real, decideSettlement, canMove };
});

vi.mock("../close-payments", async (original) => {
  const real = await original<typeof import("../close-payments")>();
  const closePayments: typeof real.closePayments = async (ctx, id) =>
    planted("an authorization that nobody lets go")
      ? { voided: 0, refundsRequested: 0 }
      : real.closePayments(ctx, id);
  return { ...real, closePayments };
});

vi.mock("@/server/domain/inventory/reservation.store", async (original) => {
  const real = await original<typeof import("@/server/domain/inventory/reservation.store")>();
  const moveHeldUnits: typeof real.moveHeldUnits = async (tx, kind, from, of) => {
    const moved = await real.moveHeldUnits(tx, kind, from, of);
    if (planted("stock given back twice") && kind === "release")
      for (const { levelId, quantity } of moved)
        await tx.db.execute(
          sql`update stock_level set available = available + ${quantity} where id = ${levelId}`,
        );
    return moved;
  };
  return { ...real, moveHeldUnits };
});

let world: World;
beforeAll(async () => {
  world = await startWorld(stripeProvider, (gateway) => ({
    ...gateway,
    capture: (ref, input) =>
      gateway.capture(
        ref,
        planted("half of the money") ? { ...input, amount: { ...input.amount, amount: 1 } } : input,
      ),
    refund: (ref, input) =>
      planted("a refund that was never sent")
        ? Promise.resolve({ ref: `re_${ref}`, state: "succeeded" })
        : gateway.refund(ref, input),
  }));
});
afterAll(() => world.test.drop());

const these =
  (...schedules: string[]): Family =>
  async (_, run) => {
    await run(schedules.map(parse));
  };

const bugs: [name: string, noticedBy: Family][] = [
  ["capture without the order's lock", atOnce([["open authorise", "return", "cancel"]], true)],
  [
    "capture without seeing the order pending",
    these("open authorise cancel return", "open authorise cancel word", "open cancel authorise word"),
  ],
  ["settle without knowing what was settled", atOnce([["open authorise", "return", "word"]], false)],
  ["a time-out that does not mind a capture", atOnce([["open authorise", "return", "cancel"]], false)],
  [
    "an authorization that nobody lets go",
    these("open authorise cancel relay", "open cancel authorise word"),
  ],
  ["a refund that was never sent", these("open authorise return cancel", "open authorise word cancel relay")],
  ["half of the money", these("open authorise return", "open authorise word")],
];

test.each(bugs)("the matrix notices %s", async (name, noticedBy) => {
  bug.is = name;
  const { red, schedules } = await runFamily(world, noticedBy, "core");
  bug.is = "none";
  process.stdout.write(
    `${name}: ${red.length} of ${schedules} red, such as ${print(red[0]?.schedule ?? [])}: ${red[0]?.problems[0]?.slice(0, 120)}\n`,
  );
  expect(red.length).toBeGreaterThan(0);
});

test("the books notice stock given back twice", async () => {
  bug.is = "stock given back twice";
  await runFamily(world, these("open cancel"), "core");
  bug.is = "none";
  const broken = (await proveStock(world.test.app.db)).filter(({ ok }) => !ok);
  expect(broken.length).toBeGreaterThan(0);
});
