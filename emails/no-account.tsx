import { paragraphs } from "./content";
import { Action, P, Small, Title } from "./parts";
import type { Template } from "./template";

/** Somebody asked for a new password for an address without an account. */
export type NoAccountProps = { registerUrl: string };

const story =
  "Somebody, probably you, asked for a new password for this address. There is no account with it. Perhaps you used another address.";
const offer = "If you want one, register; orders that you placed with this address are in it at once.";
const stranger = "If it wasn’t you, do nothing.";

export const noAccount: Template<NoAccountProps> = {
  reader: "account",
  subject: () => "There is no account with this address",
  preview: () => "Perhaps you used another one.",
  html: ({ registerUrl }) => (
    <>
      <Title>There is no account with this address</Title>
      <P>
        {story} {offer}
      </P>
      <Action href={registerUrl}>Register</Action>
      <Small>{stranger}</Small>
    </>
  ),
  text: ({ registerUrl }) => paragraphs(`${story} ${offer}`, `Register:\n${registerUrl}`, stranger),
};
