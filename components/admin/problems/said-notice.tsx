import { Callout } from "@/components/ui/callout";

const done: Record<string, { title: string; words: string }> = {
  closed: { title: "Closed", words: "The note stands on the order’s timeline." },
  arrived: { title: "The parcel counts as delivered", words: "The order follows with its last parcel." },
  back: { title: "The goods are back on their shelves", words: "Damaged units are set aside." },
  lost: {
    title: "The parcel is given up for lost",
    words: "If it turns up at its door after all, that counts.",
  },
};

/** What came of what was just pressed. */
export function SaidNotice({ said, carrier }: { said: Record<string, string | undefined>; carrier: string }) {
  if (said.unanswered)
    return (
      <Callout tone="warning" live="status" title={`${carrier} gives no answer`} className="mb-4">
        It is asked again by itself in some minutes.
      </Callout>
    );
  if (said.news !== undefined)
    return (
      <Callout tone="info" live="status" className="mb-4">
        {said.news === "0"
          ? `${carrier} has nothing new.`
          : `${carrier} has ${said.news} new ${said.news === "1" ? "scan" : "scans"}.`}
      </Callout>
    );
  const told = said.done ? done[said.done] : undefined;
  if (!told) return null;
  return (
    <Callout tone="positive" live="status" title={told.title} className="mb-4">
      {told.words} {said.refund && "The refund is on its way, and the customer is told."}
    </Callout>
  );
}
