import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { tv, type VariantProps } from "tailwind-variants";

export const buttonStyle = tv({
  base: [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded border border-transparent",
    "text-center font-semibold leading-tight transition-colors select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  variants: {
    look: {
      primary: "bg-accent text-on-accent hover:bg-accent-strong",
      secondary: "border-line-strong bg-surface text-ink hover:bg-well",
      quiet: "text-ink hover:bg-well",
      danger: "bg-danger text-on-danger hover:bg-danger-strong",
      link: "rounded-xs px-0! text-accent underline decoration-1 underline-offset-4 hover:decoration-2",
    },
    size: {
      sm: "min-h-8 px-3 text-sm",
      md: "min-h-10 px-4 text-sm",
      lg: "min-h-touch px-6 text-base",
    },
    wide: { true: "w-full" },
    square: { true: "aspect-square px-0" },
  },
  defaultVariants: { look: "secondary", size: "md" },
});

type Look = VariantProps<typeof buttonStyle>;

export type ButtonProps = ComponentProps<"button"> &
  Look & {
    /** Work is under way: shows a spinner and refuses another press, but keeps its place and the focus. */
    pending?: boolean | undefined;
    icon?: ReactNode;
  };

/** Says what happens: "Pay $48.20". One `primary` a screen. */
export function Button({
  look,
  size,
  wide,
  square,
  pending,
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(pending ? { "aria-disabled": true, "aria-busy": true } : {})}
      className={buttonStyle({ look, size, wide, square, class: className })}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look & { icon?: ReactNode };

/** Goes somewhere, looks like a button. */
export function ButtonLink({
  look,
  size,
  wide,
  square,
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonStyle({ look, size, wide, square, class: className })}>
      {icon}
      {children}
    </Link>
  );
}
