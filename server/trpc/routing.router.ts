import { reroute } from "@/server/domain/inventory/reroute";
import { rerouteChoices } from "@/server/domain/inventory/reroute.queries";
import { rerouteChoicesSchema, rerouteSchema } from "@/server/domain/inventory/reroute.schema";
import { router, staff } from "./trpc";

export const routingRouter = router({
  choices: staff("warehouse")
    .input(rerouteChoicesSchema)
    .query(({ ctx, input }) => rerouteChoices(ctx, input.shipment)),
  reroute: staff("warehouse")
    .input(rerouteSchema)
    .mutation(({ ctx, input }) => reroute(ctx, input)),
});
