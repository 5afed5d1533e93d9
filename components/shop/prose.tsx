/** Paragraphs are parted by blank lines; a paragraph of lines that start with "- " is a list. */
export function Prose({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}/).filter((block) => block.trim() !== "");
  return (
    <div className="grid max-w-prose gap-4">
      {blocks.map((block) => {
        const lines = block.split("\n");
        if (!lines.every((line) => line.startsWith("- "))) return <p key={block}>{block}</p>;
        return (
          <ul key={block} className="grid list-disc gap-1 ps-5 marker:text-accent">
            {lines.map((line) => (
              <li key={line}>{line.slice(2)}</li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}
