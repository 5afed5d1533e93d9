import { formatMoney, type Money } from "@/server/kernel/money";
import { column, paragraphs } from "./content";
import { count, fullDate } from "./format";
import { Action, Facts, P, Small, Title } from "./parts";
import type { EmailProvider } from "./props";
import type { Template } from "./template";

/** Our books and a provider's list of a day don't agree. */
export type ReconciliationNoticeProps = {
  provider: EmailProvider;
  /** Midnight at its beginning, UTC. */
  day: Date;
  /** How many differences are open; the first few of them. */
  differences: number;
  first: readonly {
    kind: "missing_here" | "missing_there" | "amount_differs";
    what: "capture" | "refund";
    ref: string;
    orderNumber?: string | undefined;
    ours?: Money | undefined;
    theirs?: Money | undefined;
  }[];
  /** The comparison in the console. */
  url: string;
};

const names: Record<EmailProvider, string> = { stripe: "Stripe", paypal: "PayPal" };

const dayWords = (props: ReconciliationNoticeProps) => fullDate(props.day, "UTC");
const title = (props: ReconciliationNoticeProps) =>
  `${count(props.differences, "difference")} with ${names[props.provider]} on ${dayWords(props)}`;
const story = (props: ReconciliationNoticeProps) =>
  `Our books of that day (UTC) and ${names[props.provider]}’s list do not agree. What could be brought in line by asking has been.`;

type One = ReconciliationNoticeProps["first"][number];

function said({ kind, ours, theirs }: One, provider: string): string {
  switch (kind) {
    case "missing_here":
      return `${theirs ? formatMoney(theirs) : "an amount"} that only ${provider} has`;
    case "missing_there":
      return `${ours ? formatMoney(ours) : "an amount"} that only we have`;
    case "amount_differs":
      return `${ours ? formatMoney(ours) : "?"} here, ${theirs ? formatMoney(theirs) : "?"} at ${provider}`;
  }
}

const facts = (props: ReconciliationNoticeProps): [string, string][] =>
  props.first.map((one) => [
    `${one.what === "capture" ? "Payment" : "Refund"} ${one.orderNumber ?? one.ref}`,
    said(one, names[props.provider]),
  ]);

const more = ({ differences, first }: ReconciliationNoticeProps) =>
  differences > first.length && `and ${differences - first.length} more.`;

export const reconciliationNotice: Template<ReconciliationNoticeProps> = {
  reader: "manager",
  subject: title,
  preview: story,
  html: (props) => (
    <>
      <Title>{title(props)}</Title>
      <P>{story(props)}</P>
      <Facts facts={facts(props)} />
      {more(props) && <Small>{more(props)}</Small>}
      <Action href={props.url}>Look into it</Action>
    </>
  ),
  text: (props) =>
    paragraphs(title(props), story(props), column(facts(props)), more(props), `Look into it:\n${props.url}`),
};
