export type HelpTopic = {
  slug: string;
  title: string;
  summary: string;
  sections: { heading: string; text: string[] }[];
};

export const helpTopics: readonly HelpTopic[] = [
  {
    slug: "delivery",
    title: "Delivery",
    summary: "Where we ship, how long it takes, and how to follow a parcel.",
    sections: [
      {
        heading: "Where and how fast",
        text: [
          "We ship from two warehouses, and choose the one that reaches you best. The checkout shows every way to ship to your country, with its price and days, before you pay.",
          "The price depends on where the parcel goes and what it weighs. If something can't be sent to you, the checkout says so before you pay.",
        ],
      },
      {
        heading: "Following a parcel",
        text: [
          "As soon as a parcel leaves, you get an e-mail with its tracking number. Your order's page shows every scan in plain words.",
          "An order may come in more than one parcel when its things lie in different places. Shipping is charged once.",
        ],
      },
    ],
  },
  {
    slug: "payment",
    title: "Payment",
    summary: "When you are charged, how long an order is held, and what a declined payment means.",
    sections: [
      {
        heading: "When you are charged",
        text: [
          "You pay by card or with PayPal, on their own pages; we never see your card or your PayPal password. The money is taken only when your order is still held for you. If anything goes wrong in between, nothing is charged.",
        ],
      },
      {
        heading: "How long we hold things",
        text: [
          "From the moment you place an order, its things are yours until the time shown on the order's page. If it isn't paid by then, the order is cancelled by itself and the things go back on the shelf.",
        ],
      },
      {
        heading: "If a payment is declined",
        text: [
          "A declined payment ends the order and nothing is charged. On the order's page you can place it again in one click, with the same things and address, and pay another way.",
        ],
      },
    ],
  },
  {
    slug: "returns",
    title: "Cancelling and returns",
    summary: "How to change your mind, before and after a parcel has left.",
    sections: [
      {
        heading: "Before it ships",
        text: [
          "You can cancel an order on its page until the first parcel has left. What you paid goes back the way it came, usually within five to ten days.",
        ],
      },
      {
        heading: "After it has arrived",
        text: [
          "You have 30 days to send back what you don't want to keep, unused. Answer the e-mail that told you about your parcel, and we send you what you need.",
          "If something is broken or missing, answer the same e-mail with a picture. We put it right at our cost.",
        ],
      },
    ],
  },
];
