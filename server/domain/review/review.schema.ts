import { z } from "zod";

const maxWords = 2000;

export const submitReviewSchema = z.object({
  lineId: z.uuid("Choose what you are writing about."),
  rating: z.coerce
    .number({ error: "Choose how many stars." })
    .int("Choose how many stars.")
    .min(1, "Choose how many stars.")
    .max(5, "Choose how many stars."),
  body: z.string().trim().max(maxWords, `Use at most ${maxWords} characters.`).default(""),
});
export type SubmitReviewInput = z.infer<typeof submitReviewSchema>;

export const moderateReviewSchema = z.object({ id: z.uuid(), to: z.enum(["published", "declined"]) });
