import { z } from "zod";
import { estimateSchema } from "@/server/domain/carriage/carriage.schema";
import { deliveryEstimate } from "@/server/domain/carriage/estimate.queries";
import { availabilityOf, listCatalogue, productBySlug } from "@/server/domain/catalogue/catalogue.queries";
import { bySlugSchema, catalogueListSchema } from "@/server/domain/catalogue/catalogue.schema";
import { publicProcedure, router } from "./trpc";

export const catalogueRouter = router({
  list: publicProcedure.input(catalogueListSchema).query(({ ctx, input }) => listCatalogue(ctx, input)),
  bySlug: publicProcedure.input(bySlugSchema).query(({ ctx, input }) => productBySlug(ctx, input.slug)),
  availability: publicProcedure
    .input(z.object({ skus: z.array(z.string().max(64)).max(200) }))
    .query(({ ctx, input }) => availabilityOf(ctx, input.skus)),
  deliveryEstimate: publicProcedure
    .input(estimateSchema)
    .query(({ ctx, input }) => deliveryEstimate(ctx, input)),
});
