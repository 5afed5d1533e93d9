import { type Money as Amount, formatMoney } from "@/server/kernel/money";

type Props = {
  value: Amount;
  locale?: string | undefined;
  /** A price before a discount, read out as such. */
  was?: Amount | undefined;
  className?: string | undefined;
};

/** An amount in its own currency, figures in columns. */
export function Money({ value, was, locale, className }: Props) {
  return (
    <span className={`tabular whitespace-nowrap ${className ?? ""}`}>
      {was && (
        <>
          <span className="sr-only">Was </span>
          <s className="text-muted">{formatMoney(was, locale)}</s>
          <span className="sr-only">, now</span>{" "}
        </>
      )}
      {formatMoney(value, locale)}
    </span>
  );
}
