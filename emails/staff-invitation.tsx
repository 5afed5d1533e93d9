import { paragraphs } from "./content";
import { moment } from "./format";
import { shopName } from "./layout";
import { Action, P, Small, Title } from "./parts";
import type { AccountLinkProps } from "./props";
import type { Template } from "./template";

export type StaffInvitationProps = AccountLinkProps & {
  name: string;
  invitedBy: string;
  /** "manager", and what a manager does. */
  role: string;
  does: string;
  /** Whether a phone is needed as well. */
  secondFactor: boolean;
};

const story = ({ invitedBy, role, does }: StaffInvitationProps) =>
  `${invitedBy} invites you to work in the console of ${shopName}. Your role is ${role}: it ${does}.`;
const steps = ({ secondFactor }: StaffInvitationProps) =>
  secondFactor
    ? "Choose a password, then set up a second factor: have your phone with an authenticator app at hand."
    : "Choose a password, and you are in.";
const until = ({ validUntil, timeZone }: StaffInvitationProps) =>
  `The link is good once, until ${moment(validUntil, timeZone)}. If you expected no such mail, do nothing.`;

export const staffInvitation: Template<StaffInvitationProps> = {
  reader: "account",
  secret: true,
  subject: ({ invitedBy }) => `${invitedBy} invites you to ${shopName}`,
  preview: story,
  html: (props) => (
    <>
      <Title>Welcome, {props.name}</Title>
      <P>{story(props)}</P>
      <P>{steps(props)}</P>
      <Action href={props.linkUrl}>Join {shopName}</Action>
      <Small>{until(props)}</Small>
    </>
  ),
  text: (props) =>
    paragraphs(
      `Welcome, ${props.name}.`,
      story(props),
      steps(props),
      `Join:\n${props.linkUrl}`,
      until(props),
    ),
};
