import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

/** A cover from before there were several pictures has no id of its own yet. */
const about = { product: z.uuid(), picture: z.uuid().or(z.literal("cover")) };

/** What can be done with one picture of a product. */
export const changePictureSchema = z.discriminatedUnion("intent", [
  z.object({ ...about, intent: z.literal("first") }),
  z.object({ ...about, intent: z.literal("earlier") }),
  z.object({ ...about, intent: z.literal("later") }),
  z.object({ ...about, intent: z.literal("remove") }),
  z.object({ ...about, intent: z.literal("fetch") }),
  z.object({
    ...about,
    intent: z.literal("describe"),
    alt: z.string().trim().max(300, "Use at most 300 characters.").refine(isOneLine, "Keep it to one line."),
    /** The SKU of the variant it shows; empty for all of them. */
    variant: z.string().trim().max(64).default(""),
  }),
]);
export type ChangePictureInput = z.infer<typeof changePictureSchema>;
