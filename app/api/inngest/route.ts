import { serve } from "inngest/next";
import { lull } from "@/server/kernel/lull";
import { policies } from "@/server/policies";
import { inngest } from "@/server/policies/inngest";

const served = serve({ client: inngest, functions: policies });

/** Shorter than any event server's patience with a function. */
const patienceMs = 5_000;

/** Policies wait while a crowd of shoppers is being answered; see docs/decisions/0005. */
export const POST: typeof served.POST = async (request, context) => {
  await lull(patienceMs);
  return served.POST(request, context);
};

export const { GET, PUT } = served;
