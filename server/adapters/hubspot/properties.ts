import { amountText, type Money } from "@/server/kernel/money";
import type { CrmContact, CrmDeal, DealStage } from "@/server/ports/crm";

type Property = { name: string; label: string; type: string; fieldType: string; hasUniqueValue?: boolean };

/** What HubSpot has no field of its own for; the names are ours and never change their meaning. */
export const ownProperties: Record<"contacts" | "deals", { group: string; properties: readonly Property[] }> =
  {
    contacts: {
      group: "contactinformation",
      properties: [
        {
          name: "holdfast_customer_id",
          label: "Holdfast customer",
          type: "string",
          fieldType: "text",
          hasUniqueValue: true,
        },
        { name: "holdfast_orders", label: "Orders", type: "number", fieldType: "number" },
        { name: "holdfast_lifetime_value", label: "Lifetime value", type: "number", fieldType: "number" },
        { name: "holdfast_currency", label: "Currency of the value", type: "string", fieldType: "text" },
        { name: "holdfast_first_order_at", label: "First order", type: "datetime", fieldType: "date" },
        { name: "holdfast_last_order_at", label: "Last order", type: "datetime", fieldType: "date" },
        {
          name: "holdfast_accepts_marketing",
          label: "Agreed to news",
          type: "bool",
          fieldType: "booleancheckbox",
        },
        { name: "holdfast_registered", label: "Has an account", type: "bool", fieldType: "booleancheckbox" },
      ],
    },
    deals: {
      group: "dealinformation",
      properties: [
        {
          name: "holdfast_order_id",
          label: "Holdfast order",
          type: "string",
          fieldType: "text",
          hasUniqueValue: true,
        },
        { name: "holdfast_order_number", label: "Order number", type: "string", fieldType: "text" },
      ],
    },
  };

export const pipelineLabel = "Holdfast orders";

/** Stages of the pipeline in its order; 1 is won, 0 is lost. */
export const stages: Record<DealStage, { label: string; probability: string }> = {
  placed: { label: "Placed", probability: "0.5" },
  paid: { label: "Paid", probability: "0.9" },
  shipped: { label: "Shipped", probability: "0.9" },
  delivered: { label: "Delivered", probability: "1.0" },
  cancelled: { label: "Cancelled", probability: "0.0" },
};

/** HubSpot takes amounts as decimal text in major units. */
const decimal = ({ amount, currency }: Money): string => amountText(amount, currency);

/** "Ada van der Moor" is Ada in front and the rest behind: a guess that only decides two fields of a form. */
function names(name: string): { firstname: string; lastname: string } {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return { firstname: first, lastname: rest.join(" ") };
}

export const contactProperties = (contact: CrmContact): Record<string, string> => ({
  email: contact.email,
  ...names(contact.name),
  phone: contact.phone ?? "",
  holdfast_customer_id: contact.customerId,
  holdfast_orders: String(contact.orders),
  holdfast_lifetime_value: decimal(contact.lifetimeValue),
  holdfast_currency: contact.lifetimeValue.currency,
  holdfast_first_order_at: contact.firstOrderAt?.toISOString() ?? "",
  holdfast_last_order_at: contact.lastOrderAt?.toISOString() ?? "",
  holdfast_accepts_marketing: String(contact.acceptsMarketing),
  holdfast_registered: String(contact.registered),
});

/** `stageIds` are HubSpot's own, by our names. */
export const dealProperties = (
  deal: CrmDeal,
  pipeline: { id: string; stageIds: Record<DealStage, string> },
): Record<string, string> => ({
  dealname: `Order ${deal.orderNumber}`,
  amount: decimal(deal.amount),
  deal_currency_code: deal.amount.currency,
  pipeline: pipeline.id,
  dealstage: pipeline.stageIds[deal.stage],
  createdate: deal.placedAt.toISOString(),
  closedate: deal.closedAt?.toISOString() ?? "",
  holdfast_order_id: deal.orderId,
  holdfast_order_number: deal.orderNumber,
});
