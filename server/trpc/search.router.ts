import { z } from "zod";
import { hasRole } from "@/server/auth/roles";
import { jumpTargets } from "@/server/domain/search/jump.queries";
import { router, staff } from "./trpc";

export const searchRouter = router({
  jump: staff("warehouse")
    .input(z.object({ q: z.string().trim().min(1).max(100) }))
    .query(({ ctx, input }) =>
      jumpTargets(ctx, input.q, { editsCatalogue: hasRole(ctx.user.role, "manager") }),
    ),
});
