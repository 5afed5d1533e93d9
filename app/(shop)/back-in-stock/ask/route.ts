import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { visitorContext } from "@/server/auth/gates";
import { addressOf } from "@/server/auth/sessions";
import { askForStock } from "@/server/domain/stock-request/ask-for-stock";
import { countRequest } from "@/server/domain/stock-request/ask-throttle";
import { askForStockSchema } from "@/server/domain/stock-request/stock-request.schema";
import { DomainError } from "@/server/kernel/errors";
import { answerCookie, type StockAnswer, writeAnswer } from "../answer";

/**
 * Notes who wants to hear when something is back. A route and not a server action, because the product's page comes from
 * the cache: a plain form is led to a page with the answer, a script that asks for JSON gets the answer itself.
 */
export async function POST(request: Request): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const form = await request.formData();
  const typed = { sku: String(form.get("sku") ?? ""), email: String(form.get("email") ?? "") };
  const outcome = await runAction("stock.ask", async () => {
    const parsed = askForStockSchema.safeParse(typed);
    if (!parsed.success)
      throw new DomainError("invalid_input", parsed.error.issues[0]?.message ?? "Look at it again.");
    const ctx = await visitorContext();
    await countRequest(ctx.db, addressOf(Object.fromEntries(request.headers)), parsed.data.email);
    return askForStock(ctx, parsed.data);
  });
  const answer: StockAnswer = outcome.ok ? { asked: outcome.value } : { fault: outcome.refusal.message };
  if (request.headers.get("accept")?.includes("application/json"))
    return Response.json(answer, { status: outcome.ok ? 200 : 400 });
  // What was typed must not stand in an address; a minute is enough to read it back.
  (await cookies()).set(answerCookie, writeAnswer({ ...typed, ...answer }), {
    httpOnly: true,
    sameSite: "lax",
    path: "/back-in-stock",
    maxAge: 60,
  });
  redirect("/back-in-stock");
}
