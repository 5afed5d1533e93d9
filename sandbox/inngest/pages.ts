import { Hono } from "hono";
import type pg from "pg";
import { type Html, html, page } from "../html";
import { badge, navigation, when } from "../parts";
import { listRuns, type RunRow, runDetail, type StepRow } from "./runs";

const pageSize = 100;

/** What the shop's policies are doing: every run, its steps, and why it failed. */
export function runPages(db: pg.Pool, now: () => Date): Hono {
  const pages = new Hono();

  pages.get("/runs", async (c) => {
    const { status, fn, before } = c.req.query();
    const until = before ? new Date(before) : undefined;
    const runs = await listRuns(db, {
      ...(status ? { status } : {}),
      ...(fn ? { functionId: fn } : {}),
      ...(until && !Number.isNaN(until.getTime()) ? { before: until } : {}),
      limit: pageSize,
    });
    const last = runs.at(-1);
    const older = new URLSearchParams({
      ...(status ? { status } : {}),
      ...(fn ? { fn } : {}),
      before: last?.createdAt.toISOString() ?? "",
    });
    return c.html(
      page(
        "Runs · Sandbox",
        html`<h1>Runs</h1>${navigation("/runs")}
<section>
<form method="get" class="inline">
<label>State <select name="status">${["", "running", "failed", "completed"].map(
          (one) =>
            html`<option value="${one}" ${one === (status ?? "") ? "selected" : ""}>${one || "all"}</option>`,
        )}</select></label>
<label>Function <input name="fn" value="${fn}" placeholder="id"></label>
<button>Filter</button>
</form>
</section>
<section>${runTable(runs, now())}${
          runs.length === pageSize ? html`<p><a href="/runs?${older.toString()}">Older runs</a></p>` : ""
        }</section>`,
      ),
    );
  });

  pages.get("/runs/:id", async (c) => {
    const run = await runDetail(db, c.req.param("id"));
    if (!run) return c.html(page("Runs · Sandbox", html`<h1>No such run</h1>${navigation("/runs")}`), 404);
    return c.html(
      page(
        `${run.functionId} · Sandbox`,
        html`<h1>${run.name ?? run.functionId}</h1>${navigation("/runs")}
<section>
<p>${badge(run.status)} started ${when(run.createdAt, now())}${run.endedAt && html`, ended ${when(run.endedAt, now())}`}${
          run.nextAt && html`, goes on ${when(run.nextAt, now())}`
        }${run.attempt ? html` <span class="warn">after ${run.attempt} failed ${run.attempt === 1 ? "try" : "tries"}</span>` : ""}
<br><small>Run ${run.id} of ${run.functionId}</small></p>
${run.error && html`<h2 class="bad">${run.status === "failed" ? "Why it failed" : "Last failure"}</h2><pre>${pretty(run.error)}</pre>`}
</section>
<section><h2>Steps</h2>${
          run.steps.length === 0
            ? html`<p class="soft">None yet.</p>`
            : html`<ul class="list">${run.steps.map((step) => stepItem(step, now()))}</ul>`
        }</section>
<section><h2>Event</h2><pre>${pretty(run.event)}</pre>
${run.output && html`<h2>Result</h2><pre>${pretty(run.output)}</pre>`}</section>`,
      ),
    );
  });

  return pages;
}

export function runTable(runs: readonly RunRow[], now: Date): Html {
  if (runs.length === 0) return html`<p class="soft">No runs.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Function</th><th>State</th><th>Started</th><th>Note</th></tr></thead><tbody>${runs.map(
    (
      run,
    ) => html`<tr><td><a href="/runs/${run.id}">${run.name ?? run.functionId}</a></td><td>${badge(run.status)}</td>
<td>${when(run.createdAt, now)}</td><td class="soft">${note(run, now)}</td></tr>`,
  )}</tbody></table></div>`;
}

function note(run: RunRow, now: Date): Html | string {
  if (run.error)
    return html`<span class="${run.status === "failed" ? "bad" : "warn"}">${shortError(run.error)}</span>`;
  if (run.nextAt && run.nextAt > now) return html`goes on ${when(run.nextAt, now)}`;
  return run.endedAt ? `took ${run.endedAt.getTime() - run.createdAt.getTime()} ms` : "";
}

function stepItem(step: StepRow, now: Date): Html {
  const failed = step.result?.startsWith('{"error"') ?? false;
  const state =
    step.result === null
      ? step.dueAt
        ? html`sleeps until ${when(step.dueAt, now)}`
        : "asked for"
      : failed
        ? "failed"
        : "done";
  return html`<li><strong>${step.name}</strong> <span class="badge ${failed ? "bad" : step.result ? "good" : "soft"}">${state}</span>${
    step.result &&
    step.op !== "Sleep" &&
    html`<details><summary class="soft">Result</summary><pre>${pretty(step.result)}</pre></details>`
  }</li>`;
}

function shortError(error: string): string {
  try {
    const parsed: unknown = JSON.parse(error);
    if (typeof parsed === "object" && parsed !== null && "message" in parsed)
      return String(parsed.message).slice(0, 160);
  } catch {
    // Not JSON: the text says it.
  }
  return error.slice(0, 160);
}

function pretty(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && "stack" in value && "message" in value
      ? `${String(value.message)}\n\n${String(value.stack)}`
      : JSON.stringify(value, null, 2);
  } catch {
    return json;
  }
}
