import type { linkPurposes } from "@/db/schema/customer";
import type { MailTopic } from "@/emails/template";
import type { Ctx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { Carrier } from "./carrier";
import type { Crm } from "./crm";
import type { Mailer } from "./mailer";
import type { MediaStore } from "./media-store";
import type { PaymentGateway } from "./payment-gateway";
import type { PictureSource } from "./picture-source";

export type Ports = {
  /** Only the providers that are configured. */
  gateways: Partial<Record<"stripe" | "paypal", PaymentGateway>>;
  carriers: Partial<Record<"ups" | "fedex", Carrier>>;
  mailer: Mailer;
  /** Null where none is set up; nothing is kept for it then. */
  crm: Crm | null;
  /** Where pictures of products are kept. */
  media: MediaStore;
  /** Pictures that other sites hold. */
  pictures: PictureSource;
};

/** The context of commands and policies that talk to the outside world. */
export type WithPorts = Ctx & { readonly ports: Ports; readonly links: Links };

export type LinkPurpose = (typeof linkPurposes)[number];

/** Absolute addresses of our own pages, for vendors and e-mails. */
export type Links = {
  readonly shop: string;
  /** The signed link to an order's page: works for whoever has it, without an account. */
  order(number: string, orderId: string): string;
  admin(path: string): string;
  /** The link in a mail that lets its reader do one thing to an account, once. */
  account(purpose: LinkPurpose, linkId: Id<"accountLink">): string;
  /** Where the reader of a mail says what to write about, and what a mail program asks to stop a topic at once. */
  mailChoices(email: string): { page: string; stop(topic: MailTopic): string };
};
