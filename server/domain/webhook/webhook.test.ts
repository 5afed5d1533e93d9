import { expect, test } from "vitest";
import { withoutPeople, withoutSecrets } from "./webhook";

const told = {
  id: "evt_1",
  data: {
    object: {
      id: "cs_1",
      client_secret: "cs_secret_1",
      amount_total: 4820,
      livemode: false,
      success_url: "https://shop.test/orders/HF-100001/return?key=abc.def&session=1",
      payment_method_details: { card: { fingerprint: "F1", last4: "4242", brand: "visa" } },
      customer_details: { email: "ada@example.com", address: { city: "Albany", country: "US" } },
      metadata: { order_number: "HF-100001" },
    },
  },
  tokens: ["a", "b"],
};

test("what opens something is not kept, whatever it is called or wherever it stands", () => {
  const kept = withoutSecrets(told) as typeof told;
  expect(kept.data.object.client_secret).toBe("[removed]");
  expect(kept.data.object.success_url).toBe(
    "https://shop.test/orders/HF-100001/return?key=[removed]&session=1",
  );
  expect(kept.data.object.payment_method_details.card.fingerprint).toBe("[removed]");
  expect(kept.tokens).toEqual(["[removed]", "[removed]"]);
  expect(kept.data.object.customer_details.email).toBe("ada@example.com");
});

test("managers read ids, amounts and states, and nobody's name, address or card", () => {
  const seen = withoutPeople(told) as typeof told;
  expect(seen.data.object).toMatchObject({
    id: "cs_1",
    amount_total: 4820,
    livemode: false,
    payment_method_details: { card: { last4: "•••", brand: "visa" } },
    customer_details: { email: "•••", address: { city: "•••", country: "•••" } },
    metadata: { order_number: "HF-100001" },
  });
  expect(withoutPeople({ payer: { name: { given_name: "Ada" }, payer_id: "P1" }, id: "1" })).toEqual({
    payer: { name: { given_name: "•••" }, payer_id: "•••" },
    id: "1",
  });
});
