import { Link } from "@/components/ui/link";

type Looks = { scheme: "light" | "dark"; width: "phone" | "desk" };

/** How a mail is looked at, from a page's address. */
export const looksOf = (query: { scheme?: string | undefined; width?: string | undefined }): Looks => ({
  scheme: query.scheme === "dark" ? "dark" : "light",
  width: query.width === "phone" ? "phone" : "desk",
});

type Props = Looks & {
  /** The route that gives the HTML part. */
  frame: string;
  subject: string;
  text: string;
  /** This page's address with other looks. */
  hrefOf: (looks: Looks) => string;
};

/** Both parts of a mail. The HTML one stands in a frame of its own, where nothing can run. */
export function MailView({ frame, subject, text, scheme, width, hrefOf }: Props) {
  const choices = [
    ["Light", { scheme: "light", width }, scheme === "light"],
    ["Dark", { scheme: "dark", width }, scheme === "dark"],
    ["Desk", { scheme, width: "desk" }, width === "desk"],
    ["Phone", { scheme, width: "phone" }, width === "phone"],
  ] as const;
  return (
    <div className="grid min-w-0 gap-4">
      <nav aria-label="How it is shown" className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {choices.map(([label, looks, current]) => (
          <Link
            key={label}
            href={hrefOf(looks)}
            scroll={false}
            look={current ? "plain" : "muted"}
            aria-current={current ? "true" : undefined}
            className={current ? "font-semibold underline decoration-accent decoration-2" : ""}
          >
            {label}
          </Link>
        ))}
      </nav>
      <iframe
        title={`The mail “${subject}”`}
        src={`${frame}?scheme=${scheme}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        className={`h-[38rem] rounded border border-line-strong bg-surface ${width === "phone" ? "w-full max-w-[22.5rem]" : "w-full"}`}
      />
      <details className="text-sm">
        <summary className="w-fit rounded-xs font-medium hover:text-accent">Text part</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-96 overflow-auto rounded bg-well p-4 font-mono text-xs leading-5 break-words whitespace-pre-wrap"
        >
          {text}
        </pre>
      </details>
    </div>
  );
}
