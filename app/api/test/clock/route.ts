import { timingSafeEqual } from "node:crypto";
import { app } from "@/server/composition";
import { isMovable } from "@/server/kernel/clock";

/** Moves the app's clock, where it was started with TEST_CLOCK=1; otherwise there is nothing here. */
export async function POST(request: Request): Promise<Response> {
  const { clock, env } = app();
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${env.INNGEST_EVENT_KEY}`);
  const known = given.length === wanted.length && timingSafeEqual(given, wanted);
  if (!env.TEST_CLOCK || !isMovable(clock) || !known)
    return Response.json({ error: "Not found." }, { status: 404 });
  const { offsetSeconds } = (await request.json()) as { offsetSeconds?: unknown };
  if (typeof offsetSeconds !== "number" || !Number.isFinite(offsetSeconds))
    return Response.json({ error: "Send offsetSeconds as a number." }, { status: 400 });
  clock.setOffset(offsetSeconds);
  return Response.json({ now: clock.now().toISOString() });
}
