"use client";

import { useActionState } from "react";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioChip } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";

export type ReviewFormState = {
  rating: string;
  body: string;
  faults: { field: string; message: string }[];
};

type Props = {
  action: (state: ReviewFormState, form: FormData) => Promise<ReviewFormState>;
  number: string;
  orderKey: string | undefined;
  line: { id: string; title: string };
};

const stars = [
  ["5", "★★★★★", "Very good"],
  ["4", "★★★★", "Good"],
  ["3", "★★★", "All right"],
  ["2", "★★", "Not good"],
  ["1", "★", "Bad"],
] as const;

export function ReviewForm({ action, number, orderKey, line }: Props) {
  const [state, send] = useActionState(action, { rating: "", body: "", faults: [] });
  const errorOf = (field: string) => state.faults.find((fault) => fault.field === field)?.message;
  const about = line.id.slice(-12);
  const refused = errorOf("form") ?? errorOf("lineId");
  return (
    // A new answer takes the form's place, so that what was typed stays after React has emptied the old one.
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-5">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="key" value={orderKey ?? ""} />
      <input type="hidden" name="lineId" value={line.id} />
      {refused && (
        <Callout tone="critical" live="alert">
          {refused}
        </Callout>
      )}
      <ChoiceGroup
        id={`rating-${about}`}
        legend={
          <>
            How good is it?<span className="sr-only"> {line.title}</span>
          </>
        }
        error={errorOf("rating")}
        columns={3}
      >
        {stars.map(([value, drawn, words]) => (
          <RadioChip
            key={value}
            name="rating"
            value={value}
            defaultChecked={state.rating === value}
            label={
              <>
                <span aria-hidden className="text-accent">
                  {drawn}
                </span>{" "}
                {words}
              </>
            }
          />
        ))}
      </ChoiceGroup>
      <TextareaField
        id={`body-${about}`}
        name="body"
        label="In your words"
        optional
        hint="What is it like to use? Your first name and an initial stand below it."
        maxLength={2000}
        defaultValue={state.body}
        error={errorOf("body")}
      />
      <div>
        <SubmitButton pendingLabel="Sending…">Send the review</SubmitButton>
      </div>
    </form>
  );
}
