import { oneWebhookSchema } from "@/server/domain/webhook/inbox.schema";
import { putAside } from "@/server/domain/webhook/inbox.store";
import { processKept, processParked } from "@/server/domain/webhook/process-again";
import { asId } from "@/server/kernel/id";
import { router, staff } from "./trpc";

export const webhookRouter = router({
  /** Acts on a notification once more, also on one that is done with: every effect asks the vendor, or is there already. */
  processAgain: staff("manager")
    .input(oneWebhookSchema)
    .mutation(({ ctx, input }) => processKept(ctx, asId<"webhook">(input.webhook), { again: true })),
  processParked: staff("manager").mutation(({ ctx }) => processParked(ctx)),
  putAside: staff("manager")
    .input(oneWebhookSchema)
    .mutation(async ({ ctx, input }) => ({ done: await putAside(ctx, asId<"webhook">(input.webhook)) })),
});
