import { contract } from "./lib/contract";
import { measure, print } from "./lib/measure";
import { running } from "./lib/running";
import { orderOf, someSkus, stockUp } from "./lib/shop";

/** Many buyers at once for one SKU with 100 units: as many orders as units, a clear refusal for everybody else. */
const buyers = Number(process.env.BUYERS ?? 500);
const units = Number(process.env.UNITS ?? 100);

const { web } = running();
const [sku = ""] = (await someSkus(web, 21)).slice(-1);
await stockUp([sku], units);
const caller = contract(web, buyers);
const run = Date.now();
const { answers, ...figures } = await measure("flash", buyers, buyers, (i) =>
  caller.mutate("order.create", orderOf(`flash-${run}-${i}`, [sku], i)),
);
const refused = answers.filter((answer) => answer.kind === "out_of_stock").length;
const placed = answers.filter((answer) => answer.ok).length;
print({
  ...figures,
  units,
  placed,
  outOfStock: refused,
  errors: buyers - placed - refused,
  serverErrors: answers.filter((answer) => answer.status >= 500).length,
});
await caller.close();
if (placed !== units || placed + refused !== buyers) process.exitCode = 1;
