import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { changed: boolean; isNew: boolean; overwrites: boolean };

/** Stays in reach at the foot of a long form. */
export function SaveBar({ changed, isNew, overwrites }: Props) {
  return (
    <div className="sticky bottom-14 z-sticky -mx-4 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t bg-paper px-4 py-3 sm:-mx-gutter sm:px-gutter lg:bottom-0">
      {changed && !isNew && <p className="me-auto text-sm text-muted">There are changes to save.</p>}
      <ButtonLink href="/admin/catalogue" look="quiet">
        {isNew ? "Back" : "Back to the list"}
      </ButtonLink>
      <SubmitButton
        name="intent"
        value="save"
        pendingLabel="Saving…"
        look={overwrites ? "secondary" : "primary"}
      >
        {isNew ? "Add the product" : "Save the product"}
      </SubmitButton>
    </div>
  );
}
