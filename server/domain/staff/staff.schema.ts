import { z } from "zod";
import { customerSchema, emailSchema } from "@/server/domain/customer/customer.schema";

export const staffRoles = ["warehouse", "manager", "admin"] as const;

export const roleSchema = z.enum(staffRoles, { error: "Choose what they may do." });

export const inviteSchema = z.object({
  email: emailSchema,
  name: customerSchema.shape.name,
  role: roleSchema,
});
export type InviteInput = z.infer<typeof inviteSchema>;
