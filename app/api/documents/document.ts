import { currentUser } from "@/server/auth/gates";
import { hasRole, type StaffRole } from "@/server/auth/roles";

/** Null when the visitor may have it; otherwise the answer. */
export async function refusedTo(needed: StaffRole, what: string): Promise<Response | null> {
  const user = await currentUser();
  if (!user) return refuse(401, "Sign in to the console first.");
  if (!hasRole(user.role, needed)) return refuse(403, `${what} are for the role ${needed}.`);
  return null;
}

export const refuse = (status: number, message: string): Response =>
  Response.json({ message }, { status, headers: { "cache-control": "private, no-store" } });

export function fileOf(
  content: Uint8Array,
  { name, type, download = false }: { name: string; type: string; download?: boolean },
): Response {
  return new Response(Buffer.from(content), {
    headers: {
      "content-type": type,
      "content-disposition": `${download ? "attachment" : "inline"}; filename="${name}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
