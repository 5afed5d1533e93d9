import { paragraphs } from "./content";
import { moment } from "./format";
import { Action, P, Title } from "./parts";
import type { Template } from "./template";

/** Something about an account changed that its owner has to hear of, whoever did it. */
export type SecurityNoticeProps = {
  change: "password" | "email" | "second_factor_on" | "second_factor_off" | "recovery_code_used";
  at: Date;
  /** IANA name of the shop's time zone. */
  timeZone: string;
  /** Where to ask for a new password. */
  resetUrl: string;
};

const told: Record<SecurityNoticeProps["change"], { title: string; story: string; todo: string }> = {
  password: {
    title: "Your password was changed",
    story: "Everybody who was signed in to your account was signed out.",
    todo: "If it wasn’t you, choose a new password now: that signs out whoever did it.",
  },
  email: {
    title: "Your account has a new e-mail address",
    story:
      "From now on you sign in with the new address, and we write to you there. This is our last mail to this one.",
    todo: "If it wasn’t you, answer this mail: we give you your account back.",
  },
  second_factor_on: {
    title: "Your second factor is on",
    story: "From now on a code from your phone is asked when you sign in.",
    todo: "If it wasn’t you, choose a new password now and tell an admin.",
  },
  second_factor_off: {
    title: "Your second factor is off",
    story: "From now on your password alone lets you in, until a new one is set up.",
    todo: "If it wasn’t you, choose a new password now and tell an admin.",
  },
  recovery_code_used: {
    title: "A recovery code was used",
    story: "Somebody signed in to your account with one of the codes for a lost phone. That code is used up.",
    todo: "If it wasn’t you, choose a new password now and tell an admin.",
  },
};

const when = ({ at, timeZone }: SecurityNoticeProps) => `This happened on ${moment(at, timeZone)}.`;

export const securityNotice: Template<SecurityNoticeProps> = {
  reader: "account",
  subject: ({ change }) => told[change].title,
  preview: ({ change }) => told[change].todo,
  html: (props) => (
    <>
      <Title>{told[props.change].title}</Title>
      <P>
        {told[props.change].story} {when(props)}
      </P>
      <P>{told[props.change].todo}</P>
      {props.change !== "email" && <Action href={props.resetUrl}>Choose a new password</Action>}
    </>
  ),
  text: (props) =>
    paragraphs(
      `${told[props.change].title}. ${told[props.change].story} ${when(props)}`,
      told[props.change].todo,
      props.change !== "email" && `Choose a new password:\n${props.resetUrl}`,
    ),
};
