import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type Props = { home: string; from: string; to: string; today: string };

/** Which days to look at. */
export function DaysForm({ home, from, to, today }: Props) {
  return (
    <Form action={home} key={`${from} ${to}`} aria-label="Days" className="flex flex-wrap items-end gap-2">
      <label htmlFor="from" className="grid gap-1 text-xs font-medium text-muted">
        From
        <Input type="date" id="from" name="from" size="md" defaultValue={from} max={today} required />
      </label>
      <label htmlFor="to" className="grid gap-1 text-xs font-medium text-muted">
        To
        <Input type="date" id="to" name="to" size="md" defaultValue={to} max={today} required />
      </label>
      <Button type="submit">Show</Button>
    </Form>
  );
}
