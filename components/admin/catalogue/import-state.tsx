import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ImportPage } from "@/server/domain/catalogue/import.queries";

const products = (count: number) => (count === 1 ? "1 product" : `${count.toLocaleString("en-US")} products`);

/** What became of an import that no longer waits for a decision. */
export function ImportState({ found }: { found: ImportPage }) {
  const again = <ButtonLink href="/admin/catalogue/import">Upload a file</ButtonLink>;
  switch (found.status) {
    case "reading":
      return (
        <Callout tone="info" title="The file is being read" live="status">
          {found.lines > 0 && `${found.lines.toLocaleString("en-US")} lines so far. `}If this stays, the
          upload broke off: discard it and upload the file again.
        </Callout>
      );
    case "importing":
      return <Progress written={found.written} of={found.products - found.wrong} />;
    case "done":
      return <Done found={found} />;
    case "failed":
      return (
        <Callout tone="critical" title="The file could not be read" action={again}>
          {found.failure}
        </Callout>
      );
    case "discarded":
      return (
        <Callout tone="neutral" title="Discarded" action={again}>
          Nothing of this file was imported.
        </Callout>
      );
    case "ready":
      return found.failure ? (
        <Callout tone="warning" title="Look at it again">
          {found.failure}
        </Callout>
      ) : null;
  }
}

function Progress({ written, of }: { written: number; of: number }) {
  return (
    <div className="grid gap-2">
      <label htmlFor="written" className="text-sm font-semibold">
        Importing: {written.toLocaleString("en-US")} of {products(of)}
      </label>
      <progress
        id="written"
        value={written}
        max={Math.max(1, of)}
        className="h-2 w-full max-w-xl appearance-none overflow-hidden rounded-sm border border-line-strong bg-well [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-sm text-muted">
        All of it, or nothing: the shop shows the products once the last one is written. You may leave this
        page.
      </p>
    </div>
  );
}

function Done({ found }: { found: ImportPage }) {
  const { created = 0, updated = 0, unchanged = 0, skipped = 0 } = found.result ?? {};
  const nothing = created + updated === 0;
  return (
    <Callout
      tone="positive"
      title={nothing ? "Nothing had changed" : "Imported"}
      action={<ButtonLink href="/admin/catalogue">Open the catalogue</ButtonLink>}
    >
      {products(created)} created, {updated} updated, {unchanged} unchanged
      {skipped > 0 && `, ${skipped} left out`}.
    </Callout>
  );
}
