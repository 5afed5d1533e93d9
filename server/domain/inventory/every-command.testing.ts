import {
  ordered,
  linesOf as purchaseLines,
  receive as receivePurchase,
} from "@/server/domain/purchasing/testing";
import { cancelTransfer } from "@/server/domain/transfer/cancel-transfer";
import { closeTransfer } from "@/server/domain/transfer/close-transfer";
import { receiveTransfer } from "@/server/domain/transfer/receive-transfer";
import { sendTransfer } from "@/server/domain/transfer/send-transfer";
import { receiveTransferSchema, sendTransferSchema } from "@/server/domain/transfer/transfer.schema";
import type { Id } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { OrderDesk } from "./every-command.orders.testing";
import { pick, Skipped } from "./every-command.pick.testing";
import { countShort } from "./every-command.short.testing";
import { far, type Sku, type Step } from "./every-command.steps.testing";
import { expireLot } from "./expire-lot";
import { type ChangeKind, updateInventorySchema } from "./inventory.schema";
import { type Change, type ReferenceModel, shelfName } from "./reference-model.testing";
import { undoMovement } from "./undo-movement";
import { updateInventory } from "./update-inventory";

/** Carries steps out on the shop, and tells the model what each command said it did. */
export class Workers {
  readonly #orderDesk: OrderDesk;
  readonly #transfers: string[] = [];
  readonly #purchases: string[] = [];
  /** Every move that might be undone, with what it changed. */
  readonly #movements: { id: number; change: Change }[] = [];
  /** How often each kind of step went through. */
  readonly went: Record<string, number> = {};

  constructor(
    readonly shop: TestApp,
    readonly model: ReferenceModel,
  ) {
    this.#orderDesk = new OrderDesk(shop, model);
  }

  get orders() {
    return this.#orderDesk.orders;
  }

  async perform(next: Step): Promise<void> {
    await this.#run(next);
    const name = next.do === "change" ? next.kind : next.do;
    this.went[name] = (this.went[name] ?? 0) + 1;
  }

  #run(next: Step): Promise<void> {
    switch (next.do) {
      case "change":
        return this.#change(next);
      case "undo":
        return this.#undo(pick(this.#movements.slice(-12), next.of));
      case "send":
        return this.#send(next);
      case "receive transfer":
        return this.#receiveTransfer(pick(this.#transfers.slice(-4), next.of), next);
      case "lose":
        return closeTransfer(this.shop.ctx(), pick(this.#transfers.slice(-4), next.of)).then(nothing);
      case "call back":
        return this.#callBack(pick(this.#transfers.slice(-4), next.of));
      case "buy":
        return ordered(this.shop, [{ sku: next.sku, quantity: 6 + next.quantity }]).then((number) => {
          this.#purchases.push(number);
        });
      case "receive purchase":
        return this.#receivePurchase(pick(this.#purchases.slice(-3), next.of), next);
      case "recount":
        return countShort(this.shop, this.model, next);
      case "expire":
        return this.#expire(next);
      default:
        return this.#orderDesk.run(next);
    }
  }

  async #change(next: Extract<Step, { do: "change" }>): Promise<void> {
    const { kind, shelf } = next;
    const size =
      next.quantity *
      (kind === "receive" || kind === "count" ? 6 : 1) *
      (kind === "adjust" && next.less ? -1 : 1);
    const damaged = kind === "receive" ? next.damaged : 0;
    const result = await updateInventory(
      this.shop.ctx(),
      updateInventorySchema.parse({
        ...{ sku: shelf.sku, location: shelf.place, kind, quantity: size, reason: "test" },
        ...(damaged > 0 ? { damaged } : {}),
        ...(shelf.lot ? { lot: shelf.lot } : {}),
        ...(shelf.lot && kind === "receive" ? { expiresAt: far } : {}),
      }),
    );
    const name = shelfName(shelf.sku, shelf.place, shelf.lot);
    const changes = changesOf(kind, size, damaged, result.changed).map((change) => ({
      ...change,
      shelf: name,
    }));
    this.#book(result.movements, changes);
  }

  /** Each movement of a command is one change, in the same order. */
  #book(movements: readonly number[], changes: readonly Change[]): void {
    if (movements.length !== changes.length)
      throw new Error(`${movements.length} movements were booked, ${changes.length} expected.`);
    movements.forEach((id, at) => {
      const change = changes[at];
      if (!change) return;
      this.model.apply(change);
      this.#movements.push({ id, change });
    });
  }

  async #undo({ id, change }: { id: number; change: Change }): Promise<void> {
    await undoMovement(this.shop.ctx(), { movement: id });
    const { shelf: name, onHand = 0, unavailable = 0 } = change;
    this.model.applyOnce(`undo ${id}`, [{ shelf: name, onHand: -onHand, unavailable: -unavailable }]);
  }

  async #send(next: Extract<Step, { do: "send" }>): Promise<void> {
    const { sku, place: from } = next.shelf;
    const to = from === "EAST" ? "WEST" : "EAST";
    const { number } = await sendTransfer(
      this.shop.ctx(),
      sendTransferSchema.parse({
        ...{ from, to, reason: "test" },
        lines: [{ sku, quantity: next.quantity }],
      }),
    );
    this.#transfers.push(number);
    for (const { sku: goods, lot: code, quantity } of await this.#transferLines(number))
      this.model.apply({ shelf: shelfName(goods, from, code), onHand: -quantity });
  }

  async #receiveTransfer(number: string, next: { quantity: number; damaged: number }): Promise<void> {
    const line = pick(await this.#transferLines(number), next.quantity);
    const damaged = Math.min(next.damaged, next.quantity);
    await receiveTransfer(
      this.shop.ctx(),
      receiveTransferSchema.parse({
        transfer: number,
        lines: [{ line: line.id, quantity: next.quantity, damaged }],
      }),
    );
    const name = shelfName(line.sku, line.to, line.lot);
    this.model.apply({ shelf: name, onHand: next.quantity, unavailable: damaged });
  }

  async #callBack(number: string): Promise<void> {
    await cancelTransfer(this.shop.ctx(), number);
    const lines = await this.#transferLines(number);
    this.model.applyOnce(
      `back ${number}`,
      lines.map((line) => ({ shelf: shelfName(line.sku, line.from, line.lot), onHand: line.quantity })),
    );
  }

  #transferLines(number: string) {
    return this.shop.rows<{
      id: string;
      sku: string;
      lot: string | null;
      quantity: number;
      from: string;
      to: string;
    }>(
      `select y.id, v.sku, t.code as lot, y.quantity, f.code as from, d.code as to from transfer_line y
         join transfer x on x.id = y.transfer_id join variant v on v.id = y.variant_id left join lot t on t.id = y.lot_id
         join location f on f.id = x.from_location_id join location d on d.id = x.to_location_id
        where x.number = $1 order by y.position`,
      [number],
    );
  }

  async #receivePurchase(number: string, next: Extract<Step, { do: "receive purchase" }>): Promise<void> {
    const [line] = await purchaseLines(this.shop, number);
    if (!line) throw new Skipped();
    const damaged = Math.min(next.damaged, next.quantity);
    const came = { sku: line.sku, quantity: next.quantity, damaged, lot: next.lot, expiresAt: far };
    const receipt = await receivePurchase(this.shop, number, [came]);
    const name = shelfName(line.sku, "EAST", next.lot);
    const changes = changesOf("receive", next.quantity, damaged, 0).map((change) => ({
      ...change,
      shelf: name,
    }));
    this.#book(receipt.movements, changes);
  }

  /** The lot's date comes, and the policy follows. */
  async #expire(next: { sku: Sku; lot: string }): Promise<void> {
    const rows = await this.shop.rows<{ id: Id<"lot"> }>(
      `update lot set expires_at = now() - interval '1 minute' where code = $1
          and variant_id = (select id from variant where sku = $2) returning id`,
      [next.lot, next.sku],
    );
    const [row] = rows;
    if (!row) throw new Skipped();
    this.model.expire(next.sku, next.lot);
    await expireLot(this.shop.ctx({ kind: "policy", name: "expiry" }), { lotId: row.id });
  }
}

const nothing = () => undefined;

/** What a change by hand comes to, move by move. */
function changesOf(
  kind: ChangeKind,
  quantity: number,
  damaged: number,
  changed: number,
): Omit<Change, "shelf">[] {
  switch (kind) {
    case "receive":
      return [
        ...(quantity > damaged ? [{ onHand: quantity - damaged }] : []),
        ...(damaged > 0 ? [{ onHand: damaged, unavailable: damaged }] : []),
      ];
    case "adjust":
    case "count":
      return changed === 0 ? [] : [{ onHand: changed }];
    case "quarantine":
      return [{ unavailable: quantity }];
    case "reinstate":
      return [{ unavailable: -quantity }];
    case "dispose":
    case "return_to_supplier":
      return [{ onHand: -quantity, unavailable: -quantity }];
  }
}
