import { type Money, money } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";
import type { EmailLine, EmailTotals } from "./props";
import type { EmailProps } from "./render";

const usd = (amount: number): Money => money(amount, "USD");

function line(title: string, variant: string | undefined, quantity: number, unit: number): EmailLine {
  return { title, variant, quantity, unitPrice: usd(unit), total: usd(unit * quantity) };
}

const lines: readonly EmailLine[] = [
  line("Oak stool", "Natural, 45 cm", 2, 8900),
  line("Enamel kettle", "Sea green", 1, 6400),
  line("Linen tea towel", undefined, 3, 1450),
  line("Rye starter", "250 g jar", 1, 1200),
  line("Beeswax polish", undefined, 2, 1750),
];

const totals: EmailTotals = {
  items: usd(33_250),
  discount: usd(3325),
  shipping: usd(1200),
  tax: usd(2656),
  total: usd(33_781),
};

const address: PostalAddress = {
  name: "Ada Lovelace",
  line1: "12 Analytical Way",
  line2: "Apt 4",
  city: "Brooklyn",
  region: "NY",
  postalCode: "11201",
  country: "US",
};

const shop = "https://holdfast.example";
const order = {
  orderNumber: "HF-100001",
  customerName: "Ada Lovelace",
  orderUrl: `${shop}/orders/HF-100001?token=Qm9va3MtYXJlLWdvb2Q`,
  timeZone: "America/New_York",
};
const basket = { lines, totals, shippingMethod: "Standard, 3 to 5 working days", address };
const items = lines.map(({ title, variant, quantity }) => ({ title, variant, quantity }));

const parcel = {
  carrier: "UPS",
  trackingNumber: "1Z999AA10123456784",
  trackingUrl: "https://www.ups.com/track?tracknum=1Z999AA10123456784",
};

const accountLink = { validUntil: new Date("2026-11-23T19:02:00Z"), timeZone: "America/New_York" };

/** One of each mail, as a shopper or a manager would get it. For tests and previews. */
export const samples: EmailProps = {
  "order-confirmation": {
    ...order,
    ...basket,
    placedAt: new Date("2026-11-22T19:02:00Z"),
    payBy: new Date("2026-11-22T19:32:00Z"),
  },
  "payment-receipt": {
    ...order,
    ...basket,
    paidAt: new Date("2026-11-22T19:09:00Z"),
    paidWith: "stripe",
    invoiceUrl: `${shop}/api/documents/invoice/HF-100001?token=Qm9va3MtYXJlLWdvb2Q`,
  },
  "order-cancelled": {
    ...order,
    reason: "payment_timeout",
    money: { state: "not_charged" },
    items,
    tryAgainUrl: `${shop}/orders/HF-100001/again?token=Qm9va3MtYXJlLWdvb2Q`,
  },
  "order-partly-cancelled": {
    ...order,
    reason: "staff",
    cancelled: items.slice(2, 3),
    toCome: items.slice(0, 2),
    refund: usd(4227),
    withCarriage: false,
    paidWith: "stripe",
  },
  "order-shipped": {
    ...order,
    parcels: [
      {
        carrier: "UPS",
        trackingNumber: "1Z999AA10123456784",
        trackingUrl: "https://www.ups.com/track?tracknum=1Z999AA10123456784",
        items: items.slice(0, 2),
        expectedAt: new Date("2026-11-26T17:00:00Z"),
      },
      {
        carrier: "FedEx",
        trackingNumber: "449044304137821",
        trackingUrl: "https://www.fedex.com/fedextrack/?trknbr=449044304137821",
        items: items.slice(2, 4),
      },
    ],
    remaining: items.slice(4),
    remainingBy: new Date("2026-11-27T17:00:00Z"),
    address,
  },
  "order-delivered-review-request": {
    ...order,
    items,
    arrivals: ["Arrived on Fri 27 Nov, a day later than promised: weather delay in Memphis"],
    reviewUrl: `${shop}/orders/HF-100001/review?token=Qm9va3MtYXJlLWdvb2Q`,
  },
  "parcel-problem": {
    ...order,
    ...parcel,
    problem: "Stopped: the carrier can’t find the address",
    advice:
      "Please check the address on your order, and answer this mail with what is missing: a flat, a company, a door code.",
  },
  "parcel-delayed": {
    ...order,
    ...parcel,
    kind: "late",
    expectedAt: new Date("2026-11-30T17:00:00Z"),
  },
  "parcel-returned": {
    ...order,
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    stage: "coming_back",
  },
  "refund-issued": {
    ...order,
    amount: usd(8900),
    refundedInAll: usd(8900),
    paid: totals.total,
    paidWith: "paypal",
    issuedAt: new Date("2026-12-01T15:20:00Z"),
    reason: "Damaged on arrival: we are sorry about the leg",
    items: [{ title: "Oak stool", variant: "Natural, 45 cm", quantity: 1, amount: usd(8010) }],
    shipping: usd(890),
  },
  "refund-failed": {
    orderNumber: "HF-100001",
    customerName: "Ada Lovelace",
    amount: usd(8900),
    paidWith: "stripe",
    message: "The customer’s bank declined it.",
    failures: 2,
    nextTryAt: new Date("2026-12-01T21:20:00Z"),
    failedAt: new Date("2026-12-01T15:20:00Z"),
    timeZone: "America/New_York",
    orderUrl: `${shop}/admin/orders/HF-100001`,
  },
  "low-stock-notice": {
    sku: "OAK-STOOL-45",
    title: "Oak stool, 45 cm",
    place: "Portland",
    available: 3,
    reorderPoint: 8,
    incoming: 24,
    stockUrl: `${shop}/admin/inventory?sku=OAK-STOOL-45`,
    supplier: "Northpine Kitchenworks",
    purchaseOrder: {
      number: "PO-2041",
      url: `${shop}/admin/purchasing/orders/PO-2041`,
      state: "needs_approval",
    },
  },
  "purchase-approval": {
    number: "PO-2041",
    supplier: "Northpine Kitchenworks",
    place: "Portland",
    total: usd(86_400),
    limit: usd(50_000),
    lines: [
      { sku: "OAK-STOOL-45", title: "Oak stool, 45 cm", quantity: 24 },
      { sku: "KETTLE-17", title: "Kettle", quantity: 12 },
    ],
    orderUrl: `${shop}/admin/purchasing/orders/PO-2041`,
  },
  "back-in-stock": {
    title: "Oak stool",
    variant: "Natural, 45 cm",
    available: 4,
    productUrl: `${shop}/products/oak-stool`,
  },
  "dispute-alert": {
    orderNumber: order.orderNumber,
    amount: usd(33_781),
    provider: "stripe",
    reason: "They say the goods have not arrived",
    evidenceDueAt: new Date("2026-12-02T17:00:00Z"),
    held: true,
    timeZone: "America/New_York",
    orderUrl: `${shop}/admin/orders/HF-100001`,
  },
  "payment-alert": {
    orderNumber: "HF-100001",
    amount: totals.total,
    paidWith: "stripe",
    cancelledAt: new Date("2026-11-22T19:32:00Z"),
    receivedAt: new Date("2026-11-22T19:32:06Z"),
    timeZone: "America/New_York",
    orderUrl: `${shop}/admin/orders/HF-100001`,
  },
  "reconciliation-notice": {
    provider: "stripe",
    day: new Date("2026-11-21T00:00:00Z"),
    differences: 2,
    first: [
      {
        kind: "amount_differs",
        what: "capture",
        ref: "ch_sample1",
        orderNumber: "HF-100001",
        ours: totals.total,
        theirs: { amount: 4000, currency: "USD" },
      },
      { kind: "missing_here", what: "refund", ref: "re_sample2", theirs: { amount: 1250, currency: "USD" } },
    ],
    url: `${shop}/admin/payments/reconciliation/0198-sample`,
  },
  "verify-email": { ...accountLink, linkUrl: `${shop}/verify-email?link=0198-sample` },
  "reset-password": { ...accountLink, linkUrl: `${shop}/reset-password?link=0198-sample` },
  "change-email": { ...accountLink, linkUrl: `${shop}/change-email?link=0198-sample` },
  "staff-invitation": {
    ...accountLink,
    name: "Wren Castillo",
    invitedBy: "Avery Lindqvist",
    role: "warehouse",
    does: "picks, packs, ships, counts and receives",
    secondFactor: true,
    linkUrl: `${shop}/join?link=0198-sample`,
  },
  "account-exists": {
    ...accountLink,
    tried: "register",
    linkUrl: `${shop}/reset-password?link=0198-sample`,
    signInUrl: `${shop}/sign-in`,
  },
  "no-account": { registerUrl: `${shop}/register` },
  "security-notice": {
    change: "password",
    at: new Date("2026-11-22T19:02:00Z"),
    timeZone: "America/New_York",
    resetUrl: `${shop}/forgot-password`,
  },
  "purchase-order": {
    number: "PO-2041",
    supplier: "Northpine Timber",
    lines: 2,
    units: 36,
    total: usd(48_600),
    expectedAt: new Date("2026-12-06T15:00:00Z"),
    timeZone: "America/New_York",
    shipTo: address,
    note: "Please call before you unload.",
    attachments: ["PO-2041.pdf", "PO-2041.csv"],
    again: false,
  },
  "order-delivered": {
    ...order,
    items,
    arrivals: ["Arrived on Fri 27 Nov, as promised"],
  },
  "payment-processing": { ...order, amount: totals.total, items },
  "order-backordered": { ...order, items: items.slice(0, 1) },
  "purchase-order-cancelled": {
    number: "PO-2041",
    supplier: "Northpine Timber",
    note: "The same goods were ordered twice.",
  },
  "mail-bounced": {
    orderNumber: "HF-100001",
    customerName: "Ada Lovelace",
    phone: "+1 718 555 0142",
    recipient: "ada@exmaple.com",
    subject: "Order HF-100001: please pay by 14:32",
    words: "550 5.1.1 The address does not exist.",
    mailsUrl: `${shop}/admin/settings/emails/sent?order=HF-100001`,
  },
};
