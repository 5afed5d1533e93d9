import { ArrowUpRight } from "lucide-react";
import NextLink from "next/link";
import type { ComponentProps } from "react";
import { tv, type VariantProps } from "tailwind-variants";

const style = tv({
  base: "rounded-xs underline-offset-[0.2em] transition-colors",
  variants: {
    look: {
      text: "text-accent underline decoration-1 hover:text-accent-strong hover:decoration-2",
      plain: "text-ink no-underline hover:underline",
      muted: "text-muted underline decoration-1 hover:text-ink",
    },
  },
  defaultVariants: { look: "text" },
});

type Props = ComponentProps<typeof NextLink> & VariantProps<typeof style>;

/** A link in running text (`text`), in a list or table (`plain`), or aside (`muted`). */
export function Link({ look, className, ...rest }: Props) {
  return <NextLink {...rest} className={style({ look, class: className })} />;
}

/** Leaves the site, in a new tab, and says so. */
export function ExternalLink({
  look,
  className,
  children,
  ...rest
}: ComponentProps<"a"> & VariantProps<typeof style>) {
  return (
    <a {...rest} target="_blank" rel="noreferrer" className={style({ look, class: className })}>
      {children}
      <ArrowUpRight aria-hidden className="ms-0.5 inline size-[0.85em] align-baseline" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
