import type { Bench, Queue } from "@/server/domain/shipment/shipment.queries";
import type { Answer, contract } from "./contract";
import { pause, stubborn } from "./stubborn";

type Caller = ReturnType<typeof contract>;

/** What a shift came to: how often buttons were pressed, and what was refused. */
export type Tally = { presses: number; repeats: number; refused: Record<string, number> };

export const emptyTally = (): Tally => ({ presses: 0, repeats: 0, refused: {} });

/**
 * Takes shipments to the carrier until nothing is left, as a person does whose connection is bad: a button without an answer
 * is pressed again, a scan with its own id, and what was refused is looked at again later. Goes by what the bench shows.
 */
export async function pickStubbornly(me: Caller, tally: Tally, shipped: () => void): Promise<void> {
  const press = async (path: string, input: object): Promise<Answer> => {
    let tries = 0;
    const answer = await stubborn(() => {
      tries += 1;
      return me.mutate(path, input);
    });
    tally.presses += 1;
    tally.repeats += tries - 1;
    if (!answer.ok) note(tally, path, answer);
    return answer;
  };
  const look = async <T>(path: string, input: object): Promise<T> =>
    (await stubborn(() => me.query(path, input))).data as T;

  async function work(shipment: string): Promise<void> {
    const { status, lines } = await look<Bench>("shipment.bench", { shipment });
    if (status === "picking") {
      for (const line of lines) if (!(await scan(shipment, line))) return;
      if (!(await press("shipment.pack", { shipment })).ok) return;
    }
    if (status === "picking" || status === "packed") {
      if (isHasty(shipment)) await atOnce(20, "shipment.buyLabel", { shipment });
      if (!(await press("shipment.buyLabel", { shipment })).ok) return;
    }
    if (isHasty(shipment)) await atOnce(3, "shipment.ship", { shipment });
    if ((await press("shipment.ship", { shipment })).ok) shipped();
  }

  /** Every unit is a scan of its own, and every fourth is sent twice; a whole stack is counted and scanned once. */
  async function scan(shipment: string, line: Bench["lines"][number]): Promise<boolean> {
    const { sku, bin, quantity, picked, stockLevelId } = line;
    const stack = quantity > 12 ? quantity - picked : 1;
    for (let unit = picked; unit < quantity; unit += stack) {
      const of = { shipment, code: sku, quantity: stack, stockLevelId, ...(bin ? { bin } : {}) };
      const input = { ...of, scan: crypto.randomUUID() };
      const again = unit % 4 === 3 ? press("shipment.pick", input) : null;
      const answer = await press("shipment.pick", input);
      await again;
      if (!answer.ok) return false;
    }
    return true;
  }

  /** One button pressed many times before the first answer; what comes of it is seen afterwards. */
  async function atOnce(times: number, path: string, input: object): Promise<void> {
    tally.presses += times;
    await Promise.allSettled(Array.from({ length: times }, () => me.mutate(path, input)));
  }

  for (;;) {
    const { shipment } = (await press("shipment.takeNext", {})).data as { shipment: string | null };
    if (shipment) {
      await work(shipment);
      continue;
    }
    // What an answer got lost of, and labels that were being bought when the shop went down.
    const { items } = await look<Queue>("shipment.queue", { only: "mine" });
    if (items.length === 0) return;
    for (const { number } of items) await work(number);
    await pause(3000);
  }
}

function note(tally: Tally, path: string, { kind }: Answer): void {
  const what = `${path}: ${kind}`;
  tally.refused[what] = (tally.refused[what] ?? 0) + 1;
}

/** One in ten, the same ones each time they are looked at: HF-100010-1. */
const isHasty = (shipment: string): boolean => /0-\d+$/.test(shipment);
