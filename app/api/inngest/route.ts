import { serve } from "inngest/next";
import { inngest } from "@/server/policies/inngest";
import { policies } from "@/server/policies";

export const { GET, POST, PUT } = serve({ client: inngest, functions: policies });
