import { z } from "zod";
import type { Crm, CrmContact, CrmDeal, CrmResult } from "@/server/ports/crm";
import { type BatchInput, sendBatch } from "./batch";
import { type HubspotConnection, HubspotRefusal, hubspotClient } from "./client";
import { contactProperties, dealProperties } from "./properties";
import { type Pipeline, setUp } from "./set-up";

const contacts = "/crm/v3/objects/contacts/batch";
const deals = "/crm/v3/objects/deals/batch";

/**
 * HubSpot's CRM (https://developers.hubspot.com/docs/api-reference, v3 objects and v4 associations). Contacts are found by
 * e-mail, later by HubSpot's id; deals by `holdfast_order_id`. Amounts go out in major units, times in ISO 8601.
 */
export function hubspotCrm(connection: HubspotConnection): Crm {
  const call = hubspotClient(connection);
  let pipeline: Promise<Pipeline> | undefined;
  const prepared = (): Promise<Pipeline> => {
    pipeline ??= setUp(call).catch((error: unknown) => {
      // The next batch tries again.
      pipeline = undefined;
      throw error;
    });
    return pipeline;
  };

  return {
    name: "HubSpot",
    batchSize: 100,

    prepare: async () => {
      await prepared();
    },

    async upsertContacts(given) {
      const known = given.filter((contact) => contact.crmId !== undefined);
      const changed = await sendBatch(call, `${contacts}/update`, known.map(byId), "holdfast_customer_id");
      const results = new Map(known.map((contact, i) => [contact.customerId, changed[i]]));
      // New ones, and those that were deleted or merged over there since.
      const rest = given.filter((contact) => results.get(contact.customerId)?.ok !== true);
      const made = await sendBatch(call, `${contacts}/upsert`, rest.map(byEmail), "email");
      rest.forEach((contact, i) => {
        results.set(contact.customerId, made[i]);
      });
      return given.map((contact) => results.get(contact.customerId) ?? unsaid);
    },

    async upsertDeals(given) {
      const pipe = await prepared();
      const inputs = given.map(
        (deal): BatchInput => ({
          id: deal.orderId,
          idProperty: "holdfast_order_id",
          properties: dealProperties(deal, pipe),
        }),
      );
      const results = await sendBatch(call, `${deals}/upsert`, inputs, "holdfast_order_id");
      return associate(given, results);
    },

    async eraseContact(crmId) {
      try {
        await call("POST", "/crm/v3/objects/contacts/gdpr-delete", z.unknown(), { objectId: crmId });
      } catch (error) {
        if (!(error instanceof HubspotRefusal && error.status === 404)) throw error;
      }
    },
  };

  /** Ties deals to their contacts; doing it again changes nothing. */
  async function associate(given: readonly CrmDeal[], results: CrmResult[]): Promise<CrmResult[]> {
    const inputs = given.flatMap((deal, i) => {
      const result = results[i];
      return result?.ok ? [{ from: { id: result.crmId }, to: { id: deal.contactCrmId } }] : [];
    });
    if (inputs.length === 0) return results;
    try {
      await call("POST", "/crm/v4/associations/deals/contacts/batch/associate/default", z.unknown(), {
        inputs,
      });
      return results;
    } catch (error) {
      if (!(error instanceof HubspotRefusal)) throw error;
      const { message } = error;
      return results.map((result) => (result.ok ? { ok: false, message } : result));
    }
  }
}

const unsaid: CrmResult = { ok: false, message: "HubSpot did not say what became of it." };

const byId = (contact: CrmContact): BatchInput => ({
  id: contact.crmId ?? "",
  properties: contactProperties(contact),
});

const byEmail = (contact: CrmContact): BatchInput => ({
  id: contact.email,
  idProperty: "email",
  properties: contactProperties(contact),
});
