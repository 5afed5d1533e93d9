import { formatMoney, type Money } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";
import { addressLines, column, paragraphs, section } from "./content";
import { count, fullDate } from "./format";
import { shopName } from "./layout";
import { Facts, P, Small, Stack, Subtitle, Title } from "./parts";
import type { Template } from "./template";

export type PurchaseOrderProps = {
  number: string;
  supplier: string;
  lines: number;
  units: number;
  total: Money;
  expectedAt: Date | null;
  timeZone: string;
  shipTo: PostalAddress;
  note: string;
  /** Names of the files that come with it. */
  attachments: readonly string[];
  /** It went out before; this one replaces nothing. */
  again: boolean;
};

const opening = ({ supplier, number, again }: PurchaseOrderProps) =>
  again
    ? `Hello ${supplier}, here is our order ${number} once more. Please deliver it once.`
    : `Hello ${supplier}, please deliver what is on the attached order ${number}.`;

const facts = (props: PurchaseOrderProps): [string, string][] => [
  ["Order", props.number],
  ["Lines", `${count(props.lines, "line")}, ${count(props.units, "unit")}`],
  ["Total", formatMoney(props.total)],
  ...(props.expectedAt
    ? [["Expected by", fullDate(props.expectedAt, props.timeZone)] as [string, string]]
    : []),
  ["Attached", props.attachments.join(", ")],
];

const request = ({ number }: PurchaseOrderProps) =>
  `Write ${number} on every parcel. If something can't be delivered in full or in time, please answer this mail.`;

/** To a supplier; the order itself is in its attachments. */
export const purchaseOrder: Template<PurchaseOrderProps> = {
  reader: "supplier",
  subject: ({ number, again }) => `Purchase order ${number} from ${shopName}${again ? " (sent again)" : ""}`,
  preview: (props) => `${count(props.units, "unit")}, ${formatMoney(props.total)}. The order is attached.`,
  html: (props) => (
    <>
      <Title>Purchase order {props.number}</Title>
      <P>{opening(props)}</P>
      <Facts facts={facts(props)} />
      <Subtitle>Deliver to</Subtitle>
      <Stack lines={addressLines(props.shipTo)} />
      {props.note && (
        <>
          <Subtitle>Note</Subtitle>
          <P>{props.note}</P>
        </>
      )}
      <Small>{request(props)}</Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      opening(props),
      column(facts(props)),
      section("Deliver to", addressLines(props.shipTo).join("\n")),
      props.note && section("Note", props.note),
      request(props),
    ),
};
