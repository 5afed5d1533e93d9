"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { v4 } from "uuid";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox, RadioChip } from "@/components/ui/choice";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import type { RefundOptions } from "@/server/domain/order/refunds.queries";
import { refundReasons, refundReasonWords } from "@/server/domain/payment/refund";
import { amountText, formatMoney, parseAmount } from "@/server/kernel/money";
import { type Chosen, RefundLines, startGoods } from "./refund-lines";
import { RefundPreview } from "./refund-preview";

type Props = { number: string; options: RefundOptions };

const chosenNothing = { lines: {} as Chosen, shipping: false, amount: "" };

/** Gives money back: by item and shipping, or an amount; says to the cent what that comes to before it is pressed. */
export function RefundOrder({ number, options }: Props) {
  const { left, shipping, lines, places } = options;
  const byItem = lines.length > 0 || shipping.amount > 0;
  const [open, setOpen] = useState(false);
  const [mode, setMode] = useState<"items" | "amount">(byItem ? "items" : "amount");
  const [chosen, setChosen] = useState(chosenNothing);
  const [round, setRound] = useState(0);
  const [key, setKey] = useState(() => v4());
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();

  const typed = parseAmount(chosen.amount, left.currency);
  const some = Object.entries(chosen.lines).flatMap(([orderLineId, { quantity, goods }]) =>
    quantity > 0 ? [{ orderLineId, quantity, goods }] : [],
  );
  const asked =
    mode === "items" ? { number, lines: some, shipping: chosen.shipping } : { number, amount: typed ?? 0 };
  const something = mode === "items" ? some.length > 0 || chosen.shipping : (typed ?? 0) > 0;
  const preview = useQuery(
    trpc.refund.preview.queryOptions(asked, {
      enabled: open && something,
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 0,
    }),
  );
  const told = something && !preview.error ? preview.data : undefined;
  const comesBack = mode === "items" && some.some(({ goods }) => goods !== "none");

  const create = useMutation(
    trpc.refund.create.mutationOptions({
      onSuccess({ amount }) {
        setOpen(false);
        toast({
          title: `${formatMoney(amount)} goes back to the customer`,
          description: "They hear of it by mail as soon as the provider has sent it.",
        });
        router.refresh();
      },
      onError: () => preview.refetch(),
    }),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = refundReasons.find((known) => known === form.get("reason"));
    const place = form.get("place");
    setFault(reason ? undefined : "Choose a reason; the customer reads it.");
    if (!reason || !told || create.isPending || preview.isPlaceholderData) return;
    create.mutate({
      ...asked,
      reason,
      words: String(form.get("words") ?? ""),
      note: String(form.get("note") ?? ""),
      ...(comesBack && place && place !== "as_left" ? { place: String(place) } : {}),
      expected: told.amount.amount,
      key,
    });
  };
  const start = () => {
    setMode(byItem ? "items" : "amount");
    setChosen(chosenNothing);
    setKey(v4());
    setFault(undefined);
  };
  const everything = () => {
    const all = lines.map((line) => [line.id, { quantity: line.open, goods: startGoods(line) }] as const);
    setChosen((now) => ({ ...now, lines: Object.fromEntries(all), shipping: shipping.amount > 0 }));
    setRound((now) => now + 1);
  };
  const refusal = create.error ?? (something ? preview.error : null);

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        create.reset();
        if (next) start();
      }}
      trigger={<Button look="secondary">Refund…</Button>}
      title={`Refund order ${number}`}
      description={`${formatMoney(left)} of what was paid can still go back.`}
    >
      <form className="grid gap-4" onSubmit={send} noValidate>
        {byItem && (
          <fieldset className="grid gap-1.5">
            <legend className="sr-only">What to give back</legend>
            <div className="grid grid-cols-2 gap-2">
              <RadioChip
                name="mode"
                label="By item"
                checked={mode === "items"}
                onChange={() => setMode("items")}
              />
              <RadioChip
                name="mode"
                label="An amount"
                checked={mode === "amount"}
                onChange={() => setMode("amount")}
              />
            </div>
          </fieldset>
        )}
        {mode === "items" ? (
          <div className="grid gap-2">
            <RefundLines
              key={round}
              lines={lines}
              chosen={chosen.lines}
              onChange={(id, change) =>
                setChosen((now) => ({ ...now, lines: { ...now.lines, [id]: change } }))
              }
            />
            <div className="flex flex-wrap items-center justify-between gap-2">
              {shipping.amount > 0 ? (
                <Checkbox
                  label={`Shipping with its tax, ${formatMoney(shipping)}`}
                  checked={chosen.shipping}
                  onChange={(event) => setChosen((now) => ({ ...now, shipping: event.target.checked }))}
                />
              ) : (
                <span />
              )}
              <Button size="sm" onClick={everything}>
                Choose everything
              </Button>
            </div>
          </div>
        ) : (
          <TextField
            label="Amount"
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            size="md"
            value={chosen.amount}
            onChange={(event) => setChosen((now) => ({ ...now, amount: event.target.value }))}
            hint={`At most ${amountText(left.amount, left.currency)} ${left.currency}. For nothing in particular: no item counts as refunded.`}
            error={
              chosen.amount !== "" && typed === null
                ? `Enter an amount, such as ${amountText(Math.min(left.amount, 500), left.currency)}.`
                : undefined
            }
          />
        )}
        {options.unsent > 0 && (
          <p className="text-sm text-muted">
            {options.unsent === 1 ? "1 unit has" : `${options.unsent} units have`} not been sent. Cancel
            instead to give that money back: a refund does not stop the parcel.
          </p>
        )}
        {comesBack && places.length > 1 && (
          <SelectField label="Goods come back to" name="place" size="md" defaultValue="as_left">
            <option value="as_left">Where they left from</option>
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label="Reason" name="reason" size="md" defaultValue="" error={fault}>
          <option value="" disabled>
            Choose a reason
          </option>
          {refundReasons.map((known) => (
            <option key={known} value={known}>
              {refundReasonWords[known]}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Words to the customer"
          name="words"
          size="md"
          optional
          maxLength={200}
          hint="Follows the reason in their mail and on their order page."
        />
        <TextareaField
          label="Private note"
          name="note"
          optional
          rows={2}
          maxLength={500}
          hint="Only colleagues see it."
        />
        <RefundPreview told={told} disputed={options.disputed} />
        {refusal && (
          <Callout tone="critical" live="alert">
            {refusal.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose render={<Button>Keep the money</Button>} />
          <Button
            type="submit"
            look="primary"
            pending={create.isPending}
            disabled={!told || preview.isPlaceholderData}
          >
            {told ? `Refund ${formatMoney(told.amount)}` : "Refund"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
