import { addCountLine } from "@/server/domain/stock-count/add-count-line";
import { cancelCount, closeCount } from "@/server/domain/stock-count/close-count";
import { countSheet } from "@/server/domain/stock-count/count.queries";
import {
  addLineSchema,
  countSchema,
  decideSchema,
  enterCountSchema,
  openCountSchema,
  recountSchema,
} from "@/server/domain/stock-count/count.schema";
import { decideCountLines } from "@/server/domain/stock-count/decide-count-lines";
import { enterCount } from "@/server/domain/stock-count/enter-count";
import { openCount } from "@/server/domain/stock-count/open-count";
import { recountLine } from "@/server/domain/stock-count/recount-line";
import { router, staff } from "./trpc";

export const stockCountRouter = router({
  open: staff("warehouse")
    .input(openCountSchema)
    .mutation(({ ctx, input }) => openCount(ctx, input)),
  sheet: staff("warehouse")
    .input(countSchema)
    .query(({ ctx, input }) => countSheet(ctx, input.number)),
  enter: staff("warehouse")
    .input(enterCountSchema)
    .mutation(({ ctx, input }) => enterCount(ctx, input)),
  add: staff("warehouse")
    .input(addLineSchema)
    .mutation(({ ctx, input }) => addCountLine(ctx, input)),
  close: staff("warehouse")
    .input(countSchema)
    .mutation(({ ctx, input }) => closeCount(ctx, input.number)),
  cancel: staff("warehouse")
    .input(countSchema)
    .mutation(({ ctx, input }) => cancelCount(ctx, input.number)),
  decide: staff("manager")
    .input(decideSchema)
    .mutation(({ ctx, input }) => decideCountLines(ctx, input)),
  recount: staff("manager")
    .input(recountSchema)
    .mutation(({ ctx, input }) => recountLine(ctx, input.line)),
});
