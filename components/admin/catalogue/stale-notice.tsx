import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Difference } from "./product-form-differences";

type Props = { differences: readonly Difference[]; version: string };

/** Two people edited the same product: both versions, and the choice. What was typed stands in the form below. */
export function StaleNotice({ differences, version }: Props) {
  return (
    <Callout tone="warning" live="alert" title="Somebody saved this product after you opened it">
      <p>
        Nothing of yours was saved yet; it stands in the form as you typed it.{" "}
        {differences.length > 0 ? "This is where the two differ:" : "The two are alike now."}
      </p>
      {differences.length > 0 && (
        <dl className="mt-3 grid gap-3">
          {differences.map(({ what, theirs, yours }) => (
            <div key={what} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
              <dt className="font-semibold">{what}</dt>
              <dd className="min-w-0 break-words">
                <span className="text-muted">Saved: </span>
                <Words>{theirs}</Words>
              </dd>
              <dd className="min-w-0 break-words">
                <span className="text-muted">Yours: </span>
                <Words>{yours}</Words>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-4 flex flex-wrap gap-2">
        <input type="hidden" name="seen" value={version} />
        <SubmitButton name="intent" value="overwrite" size="sm" look="secondary">
          Save mine over it
        </SubmitButton>
        <SubmitButton name="intent" value="take" size="sm" look="quiet">
          Drop mine, show what was saved
        </SubmitButton>
      </p>
    </Callout>
  );
}

const Words = ({ children }: { children: string }) =>
  children ? (
    <span className="line-clamp-4 whitespace-pre-line">{children}</span>
  ) : (
    <i className="text-muted">empty</i>
  );
