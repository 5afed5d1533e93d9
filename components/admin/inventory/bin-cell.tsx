"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";

type Props = { sku: string; location: string; lot: string | null; bin: string | null };

/** Where it lies, and a dialog that says otherwise. */
export function BinCell({ sku, location, lot, bin }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const set = useMutation(
    trpc.inventory.setBin.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("bin") ?? "").trim();
    if (!set.isPending) set.mutate({ sku, location, bin: typed || null, ...(lot ? { lot } : {}) });
  };
  return (
    <span className="inline-flex items-center gap-1">
      <span className="font-mono">{bin ?? <span className="text-muted">none</span>}</span>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (next) set.reset();
        }}
        title={`Shelf of ${sku} in ${location}`}
        trigger={
          <Button
            look="quiet"
            size="sm"
            square
            aria-label={`Change the shelf of ${lot ? `lot ${lot}` : sku} in ${location}`}
            icon={<Pencil aria-hidden />}
          />
        }
      >
        <form onSubmit={submit} className="grid gap-4">
          <TextField
            name="bin"
            label="Shelf"
            hint={
              lot
                ? `For lot ${lot}. Empty: it has no shelf of its own.`
                : "Empty: it has no shelf of its own."
            }
            error={set.error?.message}
            defaultValue={bin ?? ""}
            autoComplete="off"
            autoCapitalize="characters"
            optional
          />
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose render={<Button>Keep as it is</Button>} />
            <Button type="submit" look="primary" pending={set.isPending}>
              Save shelf
            </Button>
          </div>
        </form>
      </Dialog>
    </span>
  );
}
