import type { ReactNode } from "react";
import { Button, Heading, Link, Text } from "react-email";
import { formatMoney } from "@/server/kernel/money";
import { addressLines, describe, totalRows } from "./content";
import type { BasketProps, EmailItem, EmailLine, EmailTotals } from "./props";
import * as styles from "./styles";

export const Title = ({ children }: { children: ReactNode }) => (
  <Heading as="h1" {...styles.title}>
    {children}
  </Heading>
);

export const Subtitle = ({ children }: { children: ReactNode }) => (
  <Heading as="h2" {...styles.subtitle}>
    {children}
  </Heading>
);

export const P = ({ children }: { children: ReactNode }) => <Text {...styles.body}>{children}</Text>;

export const Small = ({ children }: { children: ReactNode }) => <Text {...styles.small}>{children}</Text>;

export const A = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} {...styles.link}>
    {children}
  </Link>
);

/** The one thing to do. */
export const Action = ({ href, children }: { href: string; children: ReactNode }) => (
  <Button href={href} {...styles.button}>
    {children}
  </Button>
);

function Lines({ lines }: { lines: readonly EmailLine[] }) {
  return (
    <table {...styles.table}>
      <thead>
        <tr>
          <th scope="col" {...styles.cells.head}>
            Item
          </th>
          <th scope="col" {...styles.cells.headFigure}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.title} ${line.variant ?? ""}`}>
            <td {...styles.cells.item}>
              {line.title}
              <span {...styles.cells.note}>
                {line.variant ? `${line.variant} · ` : ""}
                {line.quantity} × {formatMoney(line.unitPrice)}
              </span>
            </td>
            <td {...styles.cells.figure}>{formatMoney(line.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Totals({ totals }: { totals: EmailTotals }) {
  return (
    <table {...styles.totalsTable}>
      <tbody>
        {totalRows(totals).map(([label, amount, last]) => (
          <tr key={label}>
            <th scope="row" {...(last ? styles.cells.totalLabel : styles.cells.label)}>
              {label}
            </th>
            <td {...(last ? styles.cells.total : styles.cells.sum)}>{amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lines, totals and address of an order. */
export function Basket({ lines, totals, shippingMethod, address }: BasketProps) {
  return (
    <>
      <Subtitle>Your order</Subtitle>
      <Lines lines={lines} />
      <Totals totals={totals} />
      <Subtitle>Goes to</Subtitle>
      <Stack lines={addressLines(address)} />
      <Small>Shipping: {shippingMethod}</Small>
    </>
  );
}

/** Lines below each other, as on an envelope. */
export function Stack({ lines }: { lines: readonly string[] }) {
  return (
    <P>
      {lines.map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          {line}
        </span>
      ))}
    </P>
  );
}

/** What is in a parcel or on its way. */
export const Items = ({ items }: { items: readonly EmailItem[] }) => <Stack lines={items.map(describe)} />;

/** Names and values, two columns. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <table {...styles.factsTable}>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row" {...styles.cells.factName}>
              {name}
            </th>
            <td {...styles.cells.item}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
