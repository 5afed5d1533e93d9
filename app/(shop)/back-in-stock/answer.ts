import { z } from "zod";

export const answerCookie = "holdfast_back_in_stock";

const schema = z.object({
  sku: z.string(),
  email: z.string(),
  asked: z.enum(["noted", "in_stock"]).optional(),
  fault: z.string().optional(),
});

/** What a form is told: it was noted, there is some already, or what to mend. */
export type StockAnswer = { asked: "noted" | "in_stock" } | { fault: string };

export const writeAnswer = (answer: z.infer<typeof schema>): string =>
  Buffer.from(
    JSON.stringify({ ...answer, sku: answer.sku.slice(0, 64), email: answer.email.slice(0, 254) }),
  ).toString("base64url");

/** What the last form was told; null for none. */
export function readAnswer(value: string | undefined): z.infer<typeof schema> | null {
  try {
    return value ? schema.parse(JSON.parse(Buffer.from(value, "base64url").toString())) : null;
  } catch {
    return null;
  }
}
