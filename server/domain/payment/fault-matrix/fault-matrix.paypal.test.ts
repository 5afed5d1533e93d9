import { vi } from "vitest";
import { paypalProvider } from "./provider";
import { matrixOf } from "./suite";

// What mails look like is tried elsewhere; here they are counted.
vi.mock("@/emails/render", async (original) => ({
  ...(await original<object>()),
  renderEmail: async (name: string) => ({ subject: name, html: "", text: "" }),
}));

matrixOf(paypalProvider);
