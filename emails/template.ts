import type { ReactNode } from "react";

/** One message: what the mail list shows, and the same story told twice, for eyes and for plain text. */
export type Template<Props> = {
  /** Decides the line at the foot that says why the mail came. */
  reader: "customer" | "manager" | "supplier" | "waiting";
  subject(props: Props): string;
  /** What a mail list shows after the subject. */
  preview(props: Props): string;
  html(props: Props): ReactNode;
  text(props: Props): string;
};
