import type { ReactNode } from "react";
import { Body, Container, Head, Html, Link, Preview, Text } from "react-email";
import * as styles from "./styles";
import type { Template } from "./template";

export const shopName = "Holdfast Goods";

/** Why the mail came; the last line of both parts. */
export const footerLine: Record<Template<never>["reader"], string> = {
  customer: `You get this mail because you ordered at ${shopName}.`,
  manager: `You get this mail because you are a manager at ${shopName}.`,
  waiting: `You get this mail because you asked for it at ${shopName}.`,
  account: `You get this mail because this address was given for an account at ${shopName}.`,
  supplier: `You get this mail because ${shopName} buys from you.`,
};

export const choicesWords = "Choose what we write to you about";

type LayoutProps = {
  subject: string;
  preview: string;
  reader: Template<never>["reader"];
  /** Where the reader can say no to mails like this one; left out where they can't. */
  choicesUrl?: string | undefined;
  children: ReactNode;
};

/** The sheet that every message is written on. */
export function Layout({ subject, preview, reader, choicesUrl, children }: LayoutProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Keeps iOS from turning order numbers and dates into links. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{styles.sheetCss}</style>
      </Head>
      <Body {...styles.page}>
        <Preview useTitleTag={false}>{preview}</Preview>
        <Container {...styles.sheet}>
          <Text {...styles.mark}>{shopName}</Text>
          {children}
        </Container>
        <Text {...styles.footer}>
          {footerLine[reader]}
          {choicesUrl && (
            <>
              <br />
              <Link href={choicesUrl} {...styles.footerLink}>
                {choicesWords}
              </Link>
            </>
          )}
        </Text>
      </Body>
    </Html>
  );
}
