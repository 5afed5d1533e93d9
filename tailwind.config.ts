import type { Config } from "tailwindcss";

/** A status colour: text (`text-warning`), tint (`bg-warning-soft`) and hairline (`border-warning-line`). */
const status = (name: string) => ({
  DEFAULT: `var(--${name})`,
  soft: `var(--${name}-soft)`,
  line: `var(--${name}-line)`,
});

/**
 * The design language as roles. Values live once, in `app/globals.css`, each with its light and dark side;
 * `components/ui/contrast.test.ts` proves the pairs readable. Only these colours exist: `bg-red-500` is not a word here.
 *
 * Size names are Tailwind's own (`text-sm`), because class merging tells sizes from colours by them.
 */
export default {
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      paper: "var(--paper)", // the page
      surface: "var(--surface)", // what lies on it: cards, fields, dialogs
      well: "var(--well)", // what is pressed into it: table heads, hover, skeletons
      plate: "var(--plate)", // behind illustrations
      ink: "var(--ink)",
      muted: "var(--muted)",
      line: { DEFAULT: "var(--line)", strong: "var(--line-strong)" }, // strong: edges of controls, 3:1
      accent: { DEFAULT: "var(--accent)", strong: "var(--accent-strong)", soft: "var(--accent-soft)" },
      "on-accent": "var(--on-accent)",
      danger: { DEFAULT: "var(--danger)", strong: "var(--danger-strong)" },
      "on-danger": "var(--on-danger)",
      chart: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [n, `var(--chart-${n})`])),
      focus: "var(--focus)",
      scrim: "var(--scrim)",
      positive: status("positive"),
      warning: status("warning"),
      critical: status("critical"),
      info: status("info"),
      neutral: status("neutral"),
    },
    fontFamily: {
      // An old-style book face where the system has one: Apple, Windows, Linux, then whatever serif there is.
      display: [
        "Iowan Old Style",
        "Palatino Linotype",
        "URW Palladio L",
        "P052",
        "Charter",
        "Bitstream Charter",
        "Noto Serif",
        "ui-serif",
        "Georgia",
        "serif",
      ],
      // Humanist sans with tabular figures.
      sans: [
        "Segoe UI Variable Text",
        "Segoe UI",
        "-apple-system",
        "BlinkMacSystemFont",
        "Noto Sans",
        "Open Sans",
        "Cantarell",
        "Ubuntu",
        "Liberation Sans",
        "sans-serif",
      ],
      mono: ["ui-monospace", "SF Mono", "Cascadia Mono", "Consolas", "Liberation Mono", "monospace"],
    },
    fontSize: {
      xs: ["0.75rem", { lineHeight: "1rem" }],
      sm: ["0.875rem", { lineHeight: "1.25rem" }],
      base: ["1rem", { lineHeight: "1.5rem" }],
      lg: ["1.125rem", { lineHeight: "1.625rem" }],
      xl: ["1.3125rem", { lineHeight: "1.75rem" }],
      "2xl": ["1.625rem", { lineHeight: "2rem", letterSpacing: "-0.008em" }],
      "3xl": ["2.0625rem", { lineHeight: "2.4rem", letterSpacing: "-0.012em" }],
      "4xl": ["2.625rem", { lineHeight: "2.9rem", letterSpacing: "-0.016em" }],
      "5xl": ["3.375rem", { lineHeight: "3.55rem", letterSpacing: "-0.02em" }],
    },
    borderRadius: {
      none: "0",
      xs: "2px",
      sm: "3px",
      DEFAULT: "4px",
      md: "6px",
      lg: "9px",
      xl: "14px",
      full: "9999px",
    },
    boxShadow: {
      none: "none",
      // Only what floats casts a shadow; what lies on the page has a hairline.
      sm: "0 1px 2px var(--shadow)",
      lg: "0 2px 6px var(--shadow), 0 14px 34px -10px var(--shadow)",
    },
    extend: {
      spacing: {
        row: "2.5rem", // a table row at a desk
        touch: "3rem", // a target for a gloved thumb
        gutter: "clamp(1rem, 4vw, 2.5rem)", // page edge
      },
      maxWidth: {
        prose: "65ch",
        form: "34rem", // checkout and other single columns
        page: "76rem", // shop
        console: "100rem",
      },
      transitionDuration: { fast: "90ms", base: "140ms", slow: "190ms" },
      aspectRatio: { plate: "1 / 1" },
      zIndex: { sticky: "10", overlay: "40", popup: "50", toast: "60" },
    },
  },
} satisfies Config;
