import { app } from "@/server/composition";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-outbox",
  rule: "Every minute, publish the events that a crash left in the outbox.",
  async then() {
    const found = await app().publish();
    return { found, reason: `Published ${found}.` };
  },
});
