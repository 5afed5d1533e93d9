import { Inngest } from "inngest";

/** The client that policies register with. Where it talks to comes from INNGEST_* in the environment. */
export const inngest = new Inngest({ id: "holdfast" });
