"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextareaField } from "@/components/ui/textarea";

type Props = {
  trigger: string;
  title: string;
  explain: string;
  label: string;
  optional?: boolean;
  confirm: string;
  keep: string;
  danger?: boolean;
  mutation: { isPending: boolean; error: { message: string } | null; reset: () => void };
  onSend: (note: string) => void;
};

/** Asks for a word before an order ends. */
export function OrderNoteDialog(props: Props) {
  const { trigger, title, explain, label, optional = false, confirm, keep, danger, mutation, onSend } = props;
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note") ?? "").trim();
    setFault(note || optional ? undefined : "Say why, in a few words.");
    if ((note || optional) && !mutation.isPending) onSend(note);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(undefined);
        mutation.reset();
      }}
      trigger={<Button>{trigger}</Button>}
      title={title}
      description={explain}
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextareaField
          label={label}
          name="note"
          optional={optional}
          rows={2}
          maxLength={500}
          error={fault}
          hint="Kept with the order."
        />
        {mutation.error && (
          <Callout tone="critical" live="alert">
            {mutation.error.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>{keep}</Button>} />
          <Button type="submit" look={danger ? "danger" : "primary"} pending={mutation.isPending}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
