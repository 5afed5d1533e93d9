import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type Props = {
  home: string;
  /** As a clock on the wall of the zone shows it: "2026-11-20T10:15:30". */
  asOf: string | undefined;
  timeZone: string;
  /** Other parts of the address to carry along. */
  keep: Record<string, string>;
  nowHref: string;
};

/** Asks for the stock at a moment. A GET form: the moment is in the address, with the zone it was read in. */
export function AsOfForm({ home, asOf, timeZone, keep, nowHref }: Props) {
  return (
    <Form action={home} className="flex flex-wrap items-center gap-2">
      {Object.entries({ ...keep, zone: timeZone }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="asOf" className="text-sm text-muted">
        As of ({timeZone.replaceAll("_", " ")})
      </label>
      <Input
        id="asOf"
        name="asOf"
        type="datetime-local"
        step={1}
        size="sm"
        defaultValue={asOf}
        required
        className="w-auto!"
      />
      <Button type="submit" size="sm">
        Show
      </Button>
      {asOf && (
        <ButtonLink href={nowHref} size="sm" look="quiet">
          Now
        </ButtonLink>
      )}
    </Form>
  );
}
