"use client";

import { type FormEvent, useState } from "react";
import { actorWords } from "@/components/admin/status-words";
import { useAwake } from "@/components/admin/use-awake";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { controlStyle } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { TextareaField } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { shelves } from "./count-words";
import { DifferenceTable, FaultTable, PlaceTable } from "./import-tables";
import { type ImportState, useImport } from "./use-import";

/** A file of counts: choose it, look at what it would do, import it as a whole. */
export function ImportCounts() {
  const work = useImport();
  const { state, fault } = work;
  return (
    <div className="grid gap-6">
      <div aria-live="assertive" className="empty:hidden">
        {fault && <Callout tone="critical">{fault}</Callout>}
      </div>
      {state.at === "choose" && <Choose work={work} />}
      {state.at === "preview" && <Preview state={state} work={work} />}
      {state.at === "done" && <Done state={state} onMore={work.restart} />}
    </div>
  );
}

type Work = ReturnType<typeof useImport>;

function Choose({ work }: { work: Work }) {
  const awake = useAwake();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const file = data.get("file");
    void work.check(file instanceof File && file.size > 0 ? file : null, String(data.get("rows") ?? ""));
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-form gap-5">
      <Field
        id="file"
        label="File of counts"
        hint="CSV with up to 50,000 rows and 8 MB; comma, semicolon or tab."
      >
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-describedby="file-description"
          className={controlStyle({
            class:
              "py-2 file:me-3 file:rounded file:border file:border-line-strong file:bg-surface file:px-3 file:py-1.5 file:text-sm file:font-semibold file:text-ink",
          })}
        />
      </Field>
      <TextareaField
        name="rows"
        label="Or paste the rows"
        optional
        rows={5}
        spellCheck={false}
        autoComplete="off"
        placeholder={"sku,place,lot,expires,quantity\nHF-STOOL-OAK,EAST,,,12"}
      />
      <div>
        <Button type="submit" look="primary" size="lg" disabled={!awake} pending={work.busy}>
          Check the file
        </Button>
      </div>
    </form>
  );
}

function Preview({ state, work }: { state: Extract<ImportState, { at: "preview" }>; work: Work }) {
  const { preview, source } = state;
  const [again, setAgain] = useState(false);
  const wrong = preview.faultCount;
  const known = preview.earlier.length > 0;
  const waits = preview.places.reduce((sum, place) => sum + place.toApprove, 0);
  const books = preview.differing - waits;
  return (
    <section aria-labelledby="preview" className="grid gap-5">
      <div>
        <h2 id="preview" className="text-lg font-semibold break-words">
          {source.name}
        </h2>
        <p className="text-sm text-muted">
          {shelves(preview.rows)} with a quantity
          {preview.blank > 0 &&
            `; ${preview.blank} without one ${preview.blank === 1 ? "is" : "are"} left out`}
          .
        </p>
      </div>
      {wrong > 0 ? (
        <>
          <Callout
            tone="critical"
            live="alert"
            title={`${wrong === 1 ? "One row has" : `${wrong} rows have`} something wrong`}
          >
            Mend the file and choose it again. Nothing is imported until every row is right.
          </Callout>
          <FaultTable faults={preview.faults} more={wrong - preview.faults.length} />
        </>
      ) : preview.rows === 0 ? (
        <Callout tone="warning" title="There is nothing to import">
          No row of this file has a quantity.
        </Callout>
      ) : (
        <>
          {known && (
            <Callout tone="warning" title="This file was imported before">
              <p>
                {preview.earlier.map(({ number, createdAt, createdBy }, i) => (
                  <span key={number}>
                    {i > 0 && "; "}
                    <Link href={`/admin/inventory/counts/${number}`} className="font-mono">
                      {number}
                    </Link>{" "}
                    by {actorWords(createdBy)}, <Time at={createdAt} />
                  </span>
                ))}
                . Importing it again books nothing.
              </p>
              <Checkbox
                label="These shelves were really counted again, with the same figures"
                checked={again}
                onChange={(event) => setAgain(event.target.checked)}
                className="mt-1"
              />
            </Callout>
          )}
          <PlaceTable places={preview.places} />
          {preview.differing > 0 ? (
            <DifferenceTable
              rows={preview.differences}
              more={preview.differing - preview.differences.length}
            />
          ) : (
            <Callout tone="positive">The books agree with every row.</Callout>
          )}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {wrong === 0 && preview.rows > 0 && (!known || again) && (
          <Button look="primary" size="lg" pending={work.busy} onClick={() => void work.confirm(again)}>
            {importWords(books, waits, preview.rows)}
          </Button>
        )}
        <Button size="lg" look={wrong > 0 ? "primary" : "quiet"} onClick={work.restart}>
          Choose another file
        </Button>
      </div>
    </section>
  );
}

function importWords(books: number, waits: number, rows: number): string {
  if (books + waits === 0) return `Note ${shelves(rows)} as counted`;
  const differences = (count: number) => `${count} ${count === 1 ? "difference" : "differences"}`;
  if (waits === 0) return `Book ${differences(books)}`;
  if (books === 0) return `Send ${differences(waits)} to approval`;
  return `Book ${differences(books)}, send ${waits} to approval`;
}

function Done({ state, onMore }: { state: Extract<ImportState, { at: "done" }>; onMore: () => void }) {
  const { counts, repeated } = state.result;
  const waits = counts.reduce((sum, count) => sum + count.toApprove, 0);
  return (
    <section aria-label="Imported" className="grid max-w-form gap-5">
      <Callout
        live="status"
        tone={repeated ? "info" : "positive"}
        title={repeated ? "It was imported before; nothing was booked again" : "The file is imported"}
      >
        {waits > 0 && `${waits} ${waits === 1 ? "difference waits" : "differences wait"} for approval.`}
      </Callout>
      <ul className="border-t border-line-strong">
        {counts.map((count) => (
          <li
            key={count.number}
            className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2.5"
          >
            <Link href={`/admin/inventory/counts/${count.number}`} className="font-mono">
              {count.number}
            </Link>
            <span>{count.place}</span>
            {!repeated && (
              <span className="tabular ms-auto text-sm text-muted">
                {shelves(count.lines)}, {count.booked} booked, {count.toApprove} to approve
              </span>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={onMore}>Import another file</Button>
      </div>
    </section>
  );
}
