import { currentUser } from "@/server/auth/gates";
import { hasRole, type StaffRole } from "@/server/auth/roles";
import { DomainError } from "@/server/kernel/errors";

/** Null when the visitor may have it; otherwise the answer. */
export async function refusedTo(needed: StaffRole, what: string): Promise<Response | null> {
  const user = await currentUser();
  if (!user) return refuse(401, "Sign in to the console first.");
  if (!hasRole(user.role, needed)) return refuse(403, `${what} are for the role ${needed}.`);
  return null;
}

/** The shipments named in an address: `?shipments=HF-100042-1,HF-100043-1`. */
export const shipmentsIn = (request: Request): string[] =>
  (new URL(request.url).searchParams.get("shipments") ?? "").split(",").filter((one) => one !== "");

/** A paper, or in words why there is none. */
export async function pdfOrWhy(name: string, make: () => Promise<Uint8Array>): Promise<Response> {
  return fileOrWhy(async () => ({ content: await make(), name, type: "application/pdf" }));
}

export async function fileOrWhy(
  make: () => Promise<{ content: Uint8Array; name: string; type: string }>,
): Promise<Response> {
  try {
    const { content, ...as } = await make();
    return fileOf(content, as);
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.kind === "not_found" ? 404 : 400, error.message);
    throw error;
  }
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
