import type { World } from "../vendor";
import { HubspotError } from "./errors";

/** HubSpot lets a private app make a hundred calls in ten seconds; a control makes it fewer. */
const usualCalls = 100;
const windowSeconds = 10;

/** Counts a call, or refuses it as HubSpot does: 429 with the seconds to wait. */
export async function keepPace({ db, now }: World): Promise<void> {
  const at = now();
  const { rows } = await db.query<{ made: number; allowed: number; oldest: Date | null }>(
    `select count(*)::int as made, min(at) as oldest,
            coalesce((select calls from hubspot_limit), $2)::int as allowed
       from hubspot_call where at > $1`,
    [new Date(at.getTime() - windowSeconds * 1000), usualCalls],
  );
  const [{ made = 0, allowed = usualCalls, oldest = null } = {}] = rows;
  if (made >= allowed) {
    const waited = oldest ? (at.getTime() - oldest.getTime()) / 1000 : 0;
    const seconds = Math.max(1, Math.ceil(windowSeconds - waited));
    throw new HubspotError(429, "RATE_LIMITS", "You have reached your ten_secondly_rolling limit.", {
      "retry-after": String(seconds),
    });
  }
  await db.query("insert into hubspot_call (at) values ($1)", [at]);
  if (Math.random() < 0.02)
    await db.query("delete from hubspot_call where at < $1", [new Date(at.getTime() - 60_000)]);
}
