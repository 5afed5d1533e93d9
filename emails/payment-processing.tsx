import { formatMoney, type Money } from "@/server/kernel/money";
import { describe, paragraphs, section } from "./content";
import { Action, Items, P, Subtitle, Title } from "./parts";
import type { CustomerProps, EmailItem } from "./props";
import type { Template } from "./template";

export type PaymentProcessingProps = CustomerProps & { amount: Money; items: readonly EmailItem[] };

const story = ({ orderNumber, amount }: PaymentProcessingProps) =>
  `Your bank has taken up the payment of ${formatMoney(amount)} for order ${orderNumber}. That can take some working days.`;
const next =
  "We hold everything for you until it is through, and write again then. There is nothing to do, and no need to pay a second time.";

export const paymentProcessing: Template<PaymentProcessingProps> = {
  reader: "customer",
  subject: ({ orderNumber }) => `Order ${orderNumber}: your bank is working on the payment`,
  preview: () => next,
  html: (props) => (
    <>
      <Title>Your payment is under way</Title>
      <P>
        Hello {props.customerName}. {story(props)} {next}
      </P>
      <Action href={props.orderUrl}>See your order</Action>
      <Subtitle>What we hold for you</Subtitle>
      <Items items={props.items} />
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `${story(props)} ${next}`,
      `See your order:\n${props.orderUrl}`,
      section("What we hold for you", props.items.map(describe).join("\n")),
    ),
};
