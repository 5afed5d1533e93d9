import { forgetOldSessions } from "@/server/auth/user-sessions";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-user-sessions",
  rule: "Once a day, forget sessions that ended a month ago.",
  cron: "17 3 * * *",
  async then(ctx) {
    const found = await forgetOldSessions(ctx);
    return { found, reason: `Forgot ${found} ${found === 1 ? "session" : "sessions"} that ended long ago.` };
  },
});
