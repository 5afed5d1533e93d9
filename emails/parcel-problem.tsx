import { paragraphs } from "./content";
import { A, Action, P, Small, Title } from "./parts";
import type { CustomerProps } from "./props";
import type { Template } from "./template";

export type ParcelProblemProps = CustomerProps & {
  carrier: string;
  trackingNumber: string;
  trackingUrl: string;
  /** What is wrong, in a sentence without a full stop. */
  problem: string;
  /** What the shopper can do about it. */
  advice: string;
};

const about = ({ carrier, trackingNumber }: ParcelProblemProps) =>
  `${carrier}, tracking number ${trackingNumber}.`;

/** The carrier can't go on without the shopper: a wrong address, nobody at home, customs. */
export const parcelProblem: Template<ParcelProblemProps> = {
  reader: "customer",
  subject: ({ orderNumber }) => `Order ${orderNumber}: the carrier needs your help`,
  preview: ({ problem }) => `${problem}.`,
  html: (props) => (
    <>
      <Title>Your parcel is held up</Title>
      <P>
        Hello {props.customerName}, this is about a parcel of order {props.orderNumber}. {props.problem}.
      </P>
      <P>{props.advice}</P>
      <Action href={props.trackingUrl}>See it at {props.carrier}</Action>
      <Small>
        {about(props)} <A href={props.orderUrl}>See your order</A>
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `this is about a parcel of order ${props.orderNumber}. ${props.problem}.`,
      props.advice,
      `See it at ${props.carrier}:\n${props.trackingUrl}`,
      about(props),
      `See your order:\n${props.orderUrl}`,
    ),
};
