import { expect, test } from "vitest";
import type { OpenStatus } from "../shipment/shipment";
import { chooseUnits, type OpenUnits } from "./part-cancellation";

const parcel = (number: string, status: OpenStatus, orderLineId: string, quantity: number): OpenUnits => ({
  ...{ orderLineId, quantity, picked: 0, levelId: 1 },
  shipment: { id: number, number, status },
});
const waiting = (orderLineId: string, quantity: number): OpenUnits => ({
  ...{ orderLineId, quantity, picked: 0, backorderId: "b-1" },
});
const numbers = (choice: ReturnType<typeof chooseUnits>) =>
  choice.ok
    ? choice.taken.map(({ units, quantity }) => [
        "backorderId" in units ? "backorder" : units.shipment?.number,
        quantity,
      ])
    : choice;

test("what is on backorder is cancelled before what is in a parcel, and an untouched parcel before one in hand", () => {
  const open = [parcel("S-2", "picking", "a", 2), parcel("S-1", "assigned", "a", 2), waiting("a", 1)];
  expect(numbers(chooseUnits([{ orderLineId: "a", quantity: 4 }], open))).toEqual([
    ["backorder", 1],
    ["S-1", 2],
    ["S-2", 1],
  ]);
});

test("no more can be cancelled than has not left", () => {
  expect(chooseUnits([{ orderLineId: "a", quantity: 3 }], [waiting("a", 2)])).toEqual({
    ...{ ok: false, orderLineId: "a", open: 2 },
  });
});

test("a closed box is cancelled whole or not at all", () => {
  const open = [parcel("S-1", "packed", "a", 2), parcel("S-1", "packed", "b", 1)];
  expect(chooseUnits([{ orderLineId: "a", quantity: 2 }], open)).toEqual({ ok: false, shipment: "S-1" });
  const whole = chooseUnits(
    [
      { orderLineId: "a", quantity: 2 },
      { orderLineId: "b", quantity: 1 },
    ],
    open,
  );
  expect(whole).toMatchObject({ ok: true, nothingLeft: true });
});
