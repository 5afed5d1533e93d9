import { days } from "../../kernel/clock";
import { DomainError } from "../../kernel/errors";
import { awaited, type Progress, receivable } from "./purchase-order";

type Line = Progress & { id: string; sku: string };

/** Refuses what was not ordered: the units of all lots of a line together, against what is still awaited. */
export function assertReceivable(line: Line, units: number, overPercent: number): void {
  const open = awaited(line);
  const most = receivable(line, overPercent);
  if (units <= most) return;
  const said =
    open === 0
      ? `Nothing more of ${line.sku} is awaited`
      : `${open} of ${line.sku} ${open === 1 ? "is" : "are"} still awaited`;
  const above = most > open ? `, and at most ${most} may come in` : "";
  throw new DomainError(
    "invalid_input",
    `${said}${above}; ${units} ${units === 1 ? "is" : "are"} too many.`,
    {
      field: "quantity",
      line: line.id,
      awaited: open,
      receivable: most,
    },
  );
}

type Lot = { code: string | undefined; expiresAt: Date | null };
type Arrival = { line: string; sku: string; good: number; lot: Lot; shortLifeAccepted: boolean };

/**
 * Goods of a category with a shelf life come in with lot and date. A date that has passed is never sold; one within the
 * margin, on which shoppers are not offered them, has to be accepted knowingly. Damaged units are past all this.
 */
export function assertShelfLife(arrival: Arrival, marginDays: number, now: Date): void {
  const { line, sku, good, lot } = arrival;
  const refuse = (field: string, message: string, more = {}): never => {
    throw new DomainError("invalid_input", message, { field, line, ...more });
  };
  if (marginDays > 0 && !lot.code)
    refuse("lot", `${sku} has a shelf life: enter the lot printed on the box.`);
  if (marginDays > 0 && !lot.expiresAt)
    refuse("expiresAt", `Enter the date on which lot ${lot.code} of ${sku} expires.`);
  if (!lot.expiresAt || good === 0) return;

  const day = lot.expiresAt.toISOString().slice(0, 10);
  if (lot.expiresAt <= now)
    refuse(
      "expiresAt",
      `Lot ${lot.code} of ${sku} expired on ${day}. Check the date, or book its units as damaged.`,
      { expired: true },
    );
  const left = Math.floor((lot.expiresAt.getTime() - now.getTime()) / days(1));
  if (lot.expiresAt.getTime() - now.getTime() <= days(marginDays) && !arrival.shortLifeAccepted)
    refuse(
      "expiresAt",
      `Lot ${lot.code} of ${sku} expires on ${day}, in ${left} ${left === 1 ? "day" : "days"}. Shoppers are not offered it with ${marginDays} days or fewer left. Receive it all the same, or book it as damaged.`,
      { shortLife: true },
    );
}
