import { localPath } from "@/server/auth/local-path";
import { isStaff, type Role } from "@/server/auth/roles";

/** Where somebody who has just signed in goes on: back, or to the console, or to the shop. */
export function goesTo(role: Role, from: string): string {
  const back = localPath(from);
  if (isStaff(role)) return back ?? "/admin";
  return back && !back.startsWith("/admin") ? back : "/";
}
