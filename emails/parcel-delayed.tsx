import { paragraphs } from "./content";
import { weekday } from "./format";
import { A, Action, P, Small, Title } from "./parts";
import type { CustomerProps } from "./props";
import type { Template } from "./template";

export type ParcelDelayedProps = CustomerProps & {
  carrier: string;
  trackingNumber: string;
  trackingUrl: string;
  /** `late`: not there on the promised day, or the carrier says that it won't be. `silent`: nothing is heard of it. */
  kind: "late" | "silent";
  expectedAt?: Date | undefined;
};

function opening({ kind, carrier, expectedAt, timeZone }: ParcelDelayedProps): string {
  if (kind === "silent")
    return `${carrier} has not told us anything about it for some days. That is often only a missed scan.`;
  return expectedAt
    ? `It takes longer than we promised: ${carrier} now expects to deliver it on ${weekday(expectedAt, timeZone)}.`
    : "It should have been with you by now, and it is not.";
}

const next =
  "We are sorry. You need not do anything: we are asking the carrier, and if it does not turn up, you get your money back.";

const about = ({ carrier, trackingNumber }: ParcelDelayedProps) =>
  `${carrier}, tracking number ${trackingNumber}.`;

export const parcelDelayed: Template<ParcelDelayedProps> = {
  reader: "customer",
  subject: ({ orderNumber, kind }) =>
    kind === "late"
      ? `Order ${orderNumber} comes later than promised`
      : `Order ${orderNumber}: no news of your parcel`,
  preview: opening,
  html: (props) => (
    <>
      <Title>{props.kind === "late" ? "Later than promised" : "No news of your parcel"}</Title>
      <P>
        Hello {props.customerName}, this is about a parcel of order {props.orderNumber}. {opening(props)}
      </P>
      <P>{next}</P>
      <Action href={props.orderUrl}>See your order</Action>
      <Small>
        {about(props)} <A href={props.trackingUrl}>Follow it at {props.carrier}</A>
      </Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Hello ${props.customerName},`,
      `this is about a parcel of order ${props.orderNumber}. ${opening(props)}`,
      next,
      `See your order:\n${props.orderUrl}`,
      `${about(props)}\n${props.trackingUrl}`,
    ),
};
