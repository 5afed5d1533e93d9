import { serve } from "inngest/next";
import { policies } from "@/server/policies";
import { inngest } from "@/server/policies/inngest";

export const { GET, POST, PUT } = serve({ client: inngest, functions: policies });
