import { describe, expect, test } from "vitest";
import { money } from "@/server/kernel/money";
import { footerLine } from "./layout";
import type { EmailCancelReason } from "./order-cancelled";
import { type EmailName, emailNames, type RenderedEmail, readerOf, renderEmail } from "./render";
import { samples } from "./samples";

const sample = (name: EmailName): Promise<RenderedEmail> => renderEmail(name, samples[name]);

/** What a mail is about, when it is not about an order. */
const subjects: Partial<Record<EmailName, string>> = {
  "account-exists": "an account",
  "back-in-stock": "Oak stool",
  "change-email": "address",
  "no-account": "account",
  "low-stock-notice": "OAK-STOOL-45",
  "purchase-approval": "PO-2041",
  "purchase-order": "PO-2041",
  "purchase-order-cancelled": "PO-2041",
  "reconciliation-notice": "Stripe",
  "reset-password": "new password",
  "security-notice": "password",
  "staff-invitation": "invite",
  "verify-email": "Confirm",
};

/** Every address in a value, however deep. */
function urlsIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("https://") ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(urlsIn);
}

describe.each(emailNames)("%s", (name) => {
  test("has a one-line subject and both parts, with nothing left out", async () => {
    const { subject, html, text } = await sample(name);
    expect(subject).toMatch(/^[^\n]{10,100}$/);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|NaN|Invalid|\[object/);
    expect(html.match(/<title>(.*?)<\/title>/)?.[1]).toBe(subject);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(text).not.toMatch(/<\w|&\w+;|\n{3}/);
  });

  test("carries its number and each of its links in both parts", async () => {
    const { subject, html, text } = await sample(name);
    const about = subjects[name] ?? "HF-100001";
    for (const part of [subject, html, text]) expect(part).toContain(about);
    const urls = urlsIn(samples[name]);
    // A supplier has no account here: the order is in the attachments.
    if (!name.startsWith("purchase-order")) expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) {
      expect(html).toContain(`href="${url.replaceAll("&", "&amp;")}"`);
      expect(text).toContain(url);
    }
  });

  test("says why it came", async () => {
    const { html, text } = await sample(name);
    const line = footerLine[readerOf(name)];
    expect(html).toContain(line);
    expect(text.trimEnd().endsWith(line)).toBe(true);
  });
});

test("what a customer typed is shown, not run", async () => {
  const props = samples["order-confirmation"];
  const { html, text } = await renderEmail("order-confirmation", {
    ...props,
    customerName: `<img src=x onerror="alert(1)">`,
    address: { ...props.address, line1: "<script>alert(2)</script>" },
  });
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  expect(html).toContain("&lt;script&gt;alert(2)");
  expect(html).not.toMatch(/<img|<script/);
  expect(text).toContain(`Hello <img src=x onerror="alert(1)">,`);
});

describe("order confirmation", () => {
  const props = samples["order-confirmation"];

  test("asks for the payment by the reader's own clock", async () => {
    const here = await renderEmail("order-confirmation", props);
    expect(here.subject).toBe("Order HF-100001: please pay by 14:32");
    expect(here.text).toContain("until Sunday 22 November, 14:32 EST.");
    const there = await renderEmail("order-confirmation", { ...props, timeZone: "Asia/Tokyo" });
    expect(there.subject).toBe("Order HF-100001: please pay by 04:32");
    expect(there.text).toContain("until Monday 23 November, 04:32 GMT+9.");
  });

  test("names the day when the time ends on a later one", async () => {
    const payBy = new Date("2026-11-24T19:32:00Z");
    const { subject } = await renderEmail("order-confirmation", { ...props, payBy });
    expect(subject).toBe("Order HF-100001: please pay by Tuesday 24 November, 14:32");
  });

  test("lists lines, totals and address", async () => {
    const { html, text } = await renderEmail("order-confirmation", props);
    expect(text).toContain(
      "2 × Oak stool (Natural, 45 cm), $89.00 each: $178.00\n1 × Enamel kettle (Sea green): $64.00\n",
    );
    expect(text).toContain("Discount: −$33.25\nShipping: $12.00\nTax:      $26.56\nTotal:    $337.81");
    expect(text).toContain("Ada Lovelace\n12 Analytical Way\nApt 4\nBrooklyn, NY 11201\nUnited States");
    for (const shown of ["$178.00", "−$33.25", "$337.81", "Brooklyn, NY 11201"])
      expect(html).toContain(shown);
  });

  test("tells tax that is in the prices without adding it, and calls free shipping free", async () => {
    const eur = (amount: number) => money(amount, "EUR");
    const totals = {
      items: eur(12_000),
      shipping: eur(0),
      tax: eur(1916),
      taxIncluded: true,
      total: eur(12_000),
    };
    const { text } = await renderEmail("order-confirmation", { ...props, totals });
    expect(text).toContain("Shipping:      Free\nTotal:         €120.00\nIncluding tax: €19.16");
    expect(text).not.toContain("Discount");
  });
});

describe("order cancelled", () => {
  const props = samples["order-cancelled"];
  const said: Record<EmailCancelReason, string> = {
    payment_failed: "did not go through",
    payment_timeout: "no payment had arrived",
    customer: "You asked us to cancel it",
    staff: "we had to cancel it ourselves",
    stock_expired: "best-before date",
    fraud: "could not confirm",
  };

  test.each(Object.entries(said) as [EmailCancelReason, string][])(
    "%s is said in plain words",
    async (reason, words) => {
      const { html, text } = await renderEmail("order-cancelled", { ...props, reason });
      expect(text).toContain(words);
      expect(html).toContain(words);
      expect(`${html}${text}`).not.toContain(reason);
    },
  );

  test("says what became of the money", async () => {
    const amount = money(4820, "USD");
    const text = async (money: typeof props.money) =>
      (await renderEmail("order-cancelled", { ...props, money })).text;
    expect(await text({ state: "not_charged" })).toContain("You have not been charged.");
    expect(await text({ state: "released", amount })).toContain("Your bank had set $48.20 aside");
    const refunded = await text({ state: "refunded", amount, paidWith: "paypal" });
    expect(refunded).toContain("You had paid $48.20 with PayPal. We are sending all of it back the same way");
    expect(refunded).not.toContain("not been charged");
  });

  test("names what of the money went back before, when a part was cancelled earlier", async () => {
    const refunded: typeof props.money = {
      ...{ state: "refunded", amount: money(4820, "USD"), paidWith: "stripe", before: money(1080, "USD") },
    };
    expect((await renderEmail("order-cancelled", { ...props, money: refunded })).text).toContain(
      "You had paid $48.20 by card, and $10.80 of it went back before. We are sending the rest back",
    );
  });

  test("offers no second try where there is none", async () => {
    const { html, text } = await renderEmail("order-cancelled", { ...props, tryAgainUrl: undefined });
    expect(`${html}${text}`).not.toContain("Order the same again");
  });
});

describe("a parcel in trouble", () => {
  test("says what is wrong and what to do, and nothing of the carrier's codes", async () => {
    const { text } = await sample("parcel-problem");
    expect(text).toContain("Stopped: the carrier can’t find the address.");
    expect(text).toContain("answer this mail with what is missing");
  });

  test("names the new day when the carrier does, and is open about not knowing one", async () => {
    const props = samples["parcel-delayed"];
    expect((await renderEmail("parcel-delayed", props)).text).toContain(
      "UPS now expects to deliver it on Monday 30 November.",
    );
    const { text } = await renderEmail("parcel-delayed", { ...props, expectedAt: undefined });
    expect(text).toContain("It should have been with you by now, and it is not.");
    const silent = await renderEmail("parcel-delayed", { ...props, kind: "silent" });
    expect(silent.subject).toBe("Order HF-100001: no news of your parcel");
  });

  test.each([
    ["coming_back", "brings it back to us"],
    ["back", "We get in touch"],
    ["back_and_refunded", "sending your money back"],
    ["lost_and_refunded", "can’t find it any more"],
  ] as const)("that is %s is said in plain words", async (stage, words) => {
    const { html, text } = await renderEmail("parcel-returned", { ...samples["parcel-returned"], stage });
    for (const part of [html.replaceAll("&#x27;", "’"), text]) expect(part).toContain(words);
    if (stage.includes("_")) expect(text).not.toContain(stage);
  });
});

describe("order partly cancelled", () => {
  const props = samples["order-partly-cancelled"];
  const text = async (over: Partial<typeof props>) =>
    (await renderEmail("order-partly-cancelled", { ...props, ...over })).text;

  test("says what will not come, what still does, and what goes back", async () => {
    const told = await text({});
    expect(told).toContain("Linen tea towel");
    expect(told).toContain("We are sending $42.27 back, the same way you paid (by card).");
    expect(told).toContain("Everything else still comes.");
    expect(told).toContain("Oak stool");
  });

  test("says when everything else has left, and when carriage goes back too", async () => {
    const told = await text({ toCome: [], withCarriage: true });
    expect(told).toContain("Everything else has been sent already.");
    expect(told).toContain("with what you paid for shipping");
  });

  test("takes the blame when the shop cancels, and not when the customer does", async () => {
    expect(await text({ reason: "staff" })).toContain("We are sorry");
    expect(await text({ reason: "customer" })).not.toContain("sorry");
  });
});

describe("order shipped", () => {
  const props = samples["order-shipped"];
  const parcels = props.parcels.slice(0, 1);

  test("one parcel with everything in it", async () => {
    const { subject, text } = await renderEmail("order-shipped", { ...props, parcels, remaining: [] });
    expect(subject).toBe("Order HF-100001 is on its way");
    expect(text).toContain("All of it has left in 1 parcel with UPS.");
    expect(text).toContain("YOUR PARCEL\n2 × Oak stool (Natural, 45 cm)\n1 × Enamel kettle (Sea green)\n");
    expect(text).toContain("UPS, tracking number 1Z999AA10123456784.\nExpected on Thursday 26 November.\n");
    expect(text).not.toMatch(/more item|still to come/i);
  });

  test("some now and some later", async () => {
    const { subject, text } = await renderEmail("order-shipped", props);
    expect(subject).toBe("Part of order HF-100001 is on its way");
    expect(text).toContain("Part of it has left in 2 parcels with UPS and FedEx.");
    expect(text).toContain(
      "2 more items follow separately and should leave by Friday 27 November. We write again when they leave.",
    );
    expect(text).toContain("PARCEL 2 OF 2\n");
    expect(text).toContain("STILL TO COME\n2 × Beeswax polish");
  });

  test("a single item that follows has its own grammar, and no date when none is known", async () => {
    const remaining = [{ title: "Beeswax polish", quantity: 1 }];
    const { text } = await renderEmail("order-shipped", { ...props, remaining, remainingBy: undefined });
    expect(text).toContain("1 more item follows separately. We write again when it leaves.");
  });
});

test.each([
  ["draft", "has it on a draft, which is ordered by itself once it may be."],
  ["needs_approval", "waits for your approval."],
  ["ordered", "takes care of it; nothing is needed from you."],
] as const)("a low stock notice says where its purchase order stands: %s", async (state, words) => {
  const purchaseOrder = { number: "PO-1001", url: "https://shop.test/po", state };
  const { text } = await renderEmail("low-stock-notice", { ...samples["low-stock-notice"], purchaseOrder });
  expect(text).toContain(`Purchase order PO-1001 ${words}`);
});

test("without a purchase order, a low stock notice says who orders", async () => {
  const props = { ...samples["low-stock-notice"], purchaseOrder: null };
  expect((await renderEmail("low-stock-notice", props)).text).toContain(
    "is put on a purchase order to Northpine Kitchenworks by itself",
  );
  expect((await renderEmail("low-stock-notice", { ...props, supplier: null })).text).toContain(
    "No supplier is set for it",
  );
});

test("a low stock notice counts in singular and plural", async () => {
  const props = { ...samples["low-stock-notice"], available: 1, reorderPoint: 8, incoming: 0 };
  const one = await renderEmail("low-stock-notice", props);
  expect(one.subject).toBe("Low stock: OAK-STOOL-45 at Portland, 1 left");
  expect(one.text).toContain("Available:     1 unit\nReorder point: 8 units\nIncoming:      nothing");
  const none = await renderEmail("low-stock-notice", { ...props, available: 0 });
  expect(none.subject).toBe("Low stock: OAK-STOOL-45 at Portland, none left");
});

test("a refund says how much of what was paid has come back", async () => {
  const { subject, text } = await renderEmail("refund-issued", samples["refund-issued"]);
  expect(subject).toBe("Order HF-100001: $89.00 is on its way back to you");
  expect(text).toContain("On 1 December 2026 we sent $89.00 back the way you paid, with PayPal.");
  expect(text).toMatch(/^For: +Damaged on arrival: we are sorry about the leg$/m);
  expect(text).toMatch(
    /^1 × Oak stool \(Natural, 45 cm\): \$80\.10\nShipping: +\$8\.90\nThis refund: +\$89\.00$/m,
  );
  expect(text).toContain("the rest of your order stands");
});

test("a refund that was paid another way does not speak of the card", async () => {
  const { subject, text } = await renderEmail("refund-issued", {
    ...samples["refund-issued"],
    byHand: "by bank transfer",
  });
  expect(subject).toBe("Order HF-100001: we paid $89.00 back by bank transfer");
  expect(text).toContain("we paid you $89.00 by bank transfer");
  expect(text).not.toMatch(/PayPal/);
});

test("managers read of a failed refund whether it is sent again or waits for them", async () => {
  const props = samples["refund-failed"];
  expect((await renderEmail("refund-failed", props)).text).toContain("It is sent again by itself on");
  const last = await renderEmail("refund-failed", { ...props, nextTryAt: undefined });
  expect(last.subject).toBe("Refund failed and waits for you: $89.00 for order HF-100001");
});
