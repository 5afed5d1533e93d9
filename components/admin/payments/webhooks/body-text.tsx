const shortLines = 40;

/** What a vendor wrote, as text; a long one shows its beginning and opens. */
export function BodyText({ text, label }: { text: string; label: string }) {
  const lines = text.split("\n");
  const long = lines.length > shortLines;
  if (!long) return <Code text={text} label={label} />;
  return (
    <details className="group">
      <summary className="w-fit rounded-xs py-2 text-sm text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
        <span className="group-open:hidden">Show all {lines.length.toLocaleString("en-US")} lines</span>
        <span className="not-group-open:hidden">Show less</span>
      </summary>
      <Code text={text} label={label} />
    </details>
  );
}

const Code = ({ text, label }: { text: string; label: string }) => (
  <section
    aria-label={`${label}, as text`}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    tabIndex={0}
    className="mt-2 max-h-[70dvh] overflow-auto rounded border bg-well"
  >
    <pre className="w-fit min-w-full p-3 font-mono text-xs leading-5">{text}</pre>
  </section>
);
