import { markForCrm } from "@/server/domain/crm/crm.store";
import { noteOrderForCrm } from "@/server/domain/crm/note-for-crm";
import { asId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { type Consequence, policy } from "./policy";

const none: Consequence = { outcome: "nothing_to_do", reason: "No CRM is set up." };
const noted = (what: string): Consequence => ({
  outcome: "done",
  reason: `The CRM hears of ${what} with the next batch.`,
});

/** What happens to an order moves its deal, and changes what its customer is worth. */
const ofOrders = {
  OrderCreated: "an order is placed",
  OrderPaid: "an order is paid",
  OrderShipped: "an order is shipped",
  OrderDelivered: "an order is delivered",
  OrderCancelled: "an order is cancelled",
  OrderPartlyCancelled: "a part of an order is cancelled",
  OrderRefunded: "money of an order goes back",
} as const;

const orderPolicies = (Object.keys(ofOrders) as (keyof typeof ofOrders)[]).map((when) =>
  policy({
    id: `tell-crm-when-${kebab(when)}`,
    when,
    rule: `When ${ofOrders[when]}, keep the CRM in step.`,
    async then(ctx: WithPorts, { orderId }: { orderId: string }) {
      if (!ctx.ports.crm) return none;
      await noteOrderForCrm(ctx, asId(orderId));
      return noted("the order");
    },
  }),
);

/** What happens to a person changes the contact. */
const ofCustomers = {
  CustomerRegistered: "somebody registers",
  CustomerEmailChanged: "somebody changes their e-mail",
  OrdersClaimed: "an account takes over orders placed as a guest",
  MarketingConsentChanged: "somebody agrees to news or no longer does",
} as const;

const customerPolicies = (Object.keys(ofCustomers) as (keyof typeof ofCustomers)[]).map((when) =>
  policy({
    id: `tell-crm-when-${kebab(when)}`,
    when,
    rule: `When ${ofCustomers[when]}, keep the CRM in step.`,
    async then(ctx: WithPorts, { customerId }: { customerId: string }) {
      if (!ctx.ports.crm) return none;
      await markForCrm(ctx, "contact", customerId);
      return noted("the customer");
    },
  }),
);

function kebab(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
}

export default [...orderPolicies, ...customerPolicies];
