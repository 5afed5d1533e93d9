import { z } from "zod";
import { customerSchema, emailSchema } from "@/server/domain/customer/customer.schema";
import { maxPassword, passwordProblem } from "./password";

/** A password as somebody gives it who has one: whatever it is, it is compared and not judged. */
const knownPassword = z
  .string({ error: "Enter your password." })
  .min(1, "Enter your password.")
  .max(maxPassword, `Use at most ${maxPassword} characters.`);

export const registerSchema = z
  .object({ email: emailSchema, name: customerSchema.shape.name, password: z.string() })
  .superRefine(({ email, name, password }, check) => {
    const problem = passwordProblem(password, { email, name });
    if (problem) check.addIssue({ code: "custom", path: ["password"], message: problem });
  });
export type RegisterInput = z.infer<typeof registerSchema>;

export const verifySchema = z.object({ password: knownPassword, news: z.literal("on").optional() });

export const askForResetSchema = z.object({ email: emailSchema });

export const detailsSchema = customerSchema.pick({ name: true, phone: true });
export type DetailsInput = z.infer<typeof detailsSchema>;

export const askToChangeEmailSchema = z.object({ email: emailSchema, password: knownPassword });
