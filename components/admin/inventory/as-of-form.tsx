import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Asks for the stock at a moment. A GET form: the moment is in the address. */
export function AsOfForm({ action, asOf }: { action: string; asOf: string | undefined }) {
  return (
    <form action={action} method="get" className="flex flex-wrap items-center gap-2">
      <label htmlFor="asOf" className="text-sm text-muted">
        As of (UTC)
      </label>
      <Input
        id="asOf"
        name="asOf"
        type="datetime-local"
        size="sm"
        defaultValue={asOf}
        required
        className="w-auto!"
      />
      <Button type="submit" size="sm">
        Show
      </Button>
      {asOf && (
        <ButtonLink href={action} size="sm" look="quiet">
          Now
        </ButtonLink>
      )}
    </form>
  );
}
