import { compose, contextFor } from "@/server/composition";
import { inviteStaff } from "@/server/domain/staff/invite-staff";
import { inviteSchema } from "@/server/domain/staff/staff.schema";
import { parseEnv } from "@/server/kernel/env";
import { Complaint, giveUp } from "./lib/progress";
import { readSettings } from "./lib/settings";

/**
 * `npm run staff:invite -- <e-mail> <name> [role]`: invites the first person of a new shop, who invites the others. Prints
 * the link, which is mailed as well; it is good for a week and once.
 */
try {
  const [email = "", name = "", role = "admin"] = process.argv.slice(2);
  const input = inviteSchema.safeParse({ email, name, role });
  if (!input.success)
    throw new Complaint(
      `Say who: npm run staff:invite -- ada@shop.example "Ada Moreno" admin\n${input.error.issues.map(({ message }) => message).join(" ")}`,
    );
  const app = compose(parseEnv(readSettings()));
  try {
    const id = await inviteStaff(contextFor({ kind: "system", name: "staff:invite" }, null, app), input.data);
    console.log(`${input.data.name} can join at ${app.links.account("staff_invite", id)}`);
  } finally {
    await app.db.$client.end();
  }
} catch (error) {
  giveUp(error);
}
