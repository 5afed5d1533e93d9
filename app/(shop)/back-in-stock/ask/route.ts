import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress, visitorContext } from "@/server/auth/gates";
import { spend } from "@/server/auth/rate-limits";
import { isOwnSite } from "@/server/auth/same-site";
import { app } from "@/server/composition";
import { askForStock } from "@/server/domain/stock-request/ask-for-stock";
import { askForStockSchema } from "@/server/domain/stock-request/stock-request.schema";
import { bodyForm } from "@/server/kernel/body";
import { DomainError } from "@/server/kernel/errors";
import { answerCookie, type StockAnswer, writeAnswer } from "../answer";

/**
 * Notes who wants to hear when something is back. A route and not a server action, because the product's page comes from
 * the cache: a plain form is led to a page with the answer, a script that asks for JSON gets the answer itself.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnSite(request, app().env.APP_URL)) return new Response(null, { status: 403 });
  let typed = { sku: "", email: "" };
  const outcome = await runAction("stock.ask", async () => {
    const form = await bodyForm(request);
    typed = { sku: String(form.get("sku") ?? ""), email: String(form.get("email") ?? "") };
    const parsed = askForStockSchema.safeParse(typed);
    if (!parsed.success)
      throw new DomainError("invalid_input", parsed.error.issues[0]?.message ?? "Look at it again.");
    const ctx = await visitorContext();
    await spend(ctx, "mails", await visitorAddress(), parsed.data.email);
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
