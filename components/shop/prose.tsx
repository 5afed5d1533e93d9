import { bodyToHtml } from "@/server/domain/catalogue/body";

/** Paragraphs, lists and headings, spaced and marked as the shop's own. */
const look = [
  "grid max-w-prose gap-4 break-words",
  "[&_ul]:grid [&_ul]:list-disc [&_ul]:gap-1 [&_ul]:ps-5 [&_li::marker]:text-accent",
  "[&_ol]:grid [&_ol]:list-decimal [&_ol]:gap-1 [&_ol]:ps-5",
  "[&_:is(h2,h3,h4,h5,h6)]:mt-2 [&_:is(h2,h3,h4,h5,h6)]:font-semibold [&_h2]:text-lg",
  "[&_a]:text-accent [&_a]:underline [&_a]:underline-offset-[0.2em]",
  "[&_blockquote]:border-s-2 [&_blockquote]:border-line-strong [&_blockquote]:ps-4 [&_blockquote]:text-muted",
  "[&_table]:block [&_table]:overflow-x-auto [&_:is(td,th)]:border-b [&_:is(td,th)]:py-1 [&_:is(td,th)]:pe-4 [&_:is(td,th)]:text-start",
  "[&_pre]:overflow-x-auto [&_:is(code,pre)]:font-mono [&_:is(code,pre)]:text-sm",
].join(" ");

/** A text in Markdown. Whatever else is in it, HTML too, is shown as it was typed. */
export function Prose({ text }: { text: string }) {
  return (
    <div
      className={look}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: only tags that bodyToHtml makes itself
      dangerouslySetInnerHTML={{ __html: bodyToHtml(text) }}
    />
  );
}
