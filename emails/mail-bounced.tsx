import { column, paragraphs } from "./content";
import { Action, Facts, P, Title } from "./parts";
import type { Template } from "./template";

export type MailBouncedProps = {
  orderNumber: string;
  customerName: string;
  phone: string | null;
  recipient: string;
  subject: string;
  /** The mail server in its own words. */
  words: string;
  /** The mails of the order in the console. */
  mailsUrl: string;
};

const story = ({ customerName, orderNumber }: MailBouncedProps) =>
  `A mail about order ${orderNumber} did not reach ${customerName}.`;
const todo = ({ phone }: MailBouncedProps) =>
  `${phone ? "Call them, and" : "If you find another way to reach them,"} send it again to the right address. Further mails about the order may come back too.`;

const facts = (props: MailBouncedProps): [string, string][] => [
  ["Mail", props.subject],
  ["To", props.recipient],
  ...(props.phone ? [["Phone", props.phone] as [string, string]] : []),
  ["Answer", props.words],
];

/** To managers: a customer does not get what we write. */
export const mailBounced: Template<MailBouncedProps> = {
  reader: "manager",
  subject: ({ orderNumber }) => `A mail about order ${orderNumber} came back`,
  preview: (props) => `${props.recipient}: ${props.words}`,
  html: (props) => (
    <>
      <Title>A mail came back</Title>
      <P>
        {story(props)} {todo(props)}
      </P>
      <Facts facts={facts(props)} />
      <Action href={props.mailsUrl}>See the mails of order {props.orderNumber}</Action>
    </>
  ),
  text: (props) =>
    paragraphs(
      `${story(props)} ${todo(props)}`,
      column(facts(props)),
      `See the mails of order ${props.orderNumber}:\n${props.mailsUrl}`,
    ),
};
