import { type Html, html } from "./html";
import type { Faults } from "./vendor";

const places = [
  ["/", "Overview"],
  ["/mail", "Mail"],
  ["/runs", "Runs"],
  ["/webhooks", "Webhooks"],
  ["/log", "Log"],
] as const;

export function navigation(current: string): Html {
  return html`<nav aria-label="Sandbox">${places.map(
    ([path, name]) =>
      html`<a href="${path}"${path === current ? html` aria-current="page"` : ""}>${name}</a>`,
  )}</nav>`;
}

/** A time as people say it, with the exact one to hover over. */
export function when(at: Date, now: Date): Html {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  const text = seconds < -1 ? `in ${span(-seconds)}` : seconds < 5 ? "just now" : `${span(seconds)} ago`;
  return html`<time datetime="${at}" title="${at}">${text}</time>`;
}

function span(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

const tones: Record<string, string> = {
  completed: "good",
  delivered: "good",
  failed: "bad",
  "given up": "bad",
  lost: "warn",
};

export function badge(state: string): Html {
  return html`<span class="badge ${tones[state] ?? "soft"}">${state}</span>`;
}

/** The knobs of one vendor, as a form that works without JavaScript. */
export function faultForm(vendor: string, faults: Faults, hasWebhooks: boolean): Html {
  const { latencyMs, errorRate, timeoutRate, answerLossRate, answerLossOn, webhooks = {} } = faults;
  return html`<details ${describe(faults) ? "open" : ""}><summary>Faults${describe(faults) ? html` <span class="badge warn">${describe(faults)}</span>` : ""}</summary>
<form method="post" action="/control/faults/${vendor}">
<div class="fields">
${number("latencyMs", "Delay of answers (ms)", latencyMs, 120_000)}
${share("errorRate", "Errors (0–1)", errorRate)}
${share("timeoutRate", "No answer (0–1)", timeoutRate)}
${share("answerLossRate", "Done, answer lost (0–1)", answerLossRate)}
<label>… of paths that end in <input name="answerLossOn" value="${answerLossOn ?? ""}" placeholder="/ship"></label>
${
  hasWebhooks
    ? html`${share("lossRate", "Webhooks lost (0–1)", webhooks.lossRate)}
${share("duplicateRate", "Webhooks twice (0–1)", webhooks.duplicateRate)}
${number("delayMs", "Webhooks late by (ms)", webhooks.delayMs, 86_400_000)}
<label class="check"><input type="checkbox" name="reorder" ${webhooks.reorder ? "checked" : ""}> Webhooks out of order</label>`
    : ""
}
</div>
<div class="actions"><button>Set</button></div>
</form></details>`;
}

function number(name: string, label: string, value: number | undefined, max: number): Html {
  return html`<label>${label} <input type="number" name="${name}" min="0" max="${max}" value="${value ?? 0}"></label>`;
}

function share(name: string, label: string, value: number | undefined): Html {
  return html`<label>${label} <input type="number" name="${name}" min="0" max="1" step="any" value="${value ?? 0}"></label>`;
}

/** The faults that are on, in words; empty when all is calm. */
export function describe(faults: Faults): string {
  const { latencyMs, errorRate, timeoutRate, answerLossRate, webhooks = {} } = faults;
  const percent = (rate: number) => `${Math.round(rate * 1000) / 10} %`;
  return [
    latencyMs && `${latencyMs} ms slower`,
    errorRate && `${percent(errorRate)} errors`,
    timeoutRate && `${percent(timeoutRate)} no answer`,
    answerLossRate && `${percent(answerLossRate)} of answers lost`,
    webhooks.lossRate && `${percent(webhooks.lossRate)} of webhooks lost`,
    webhooks.duplicateRate && `${percent(webhooks.duplicateRate)} twice`,
    webhooks.delayMs && `${webhooks.delayMs} ms late`,
    webhooks.reorder && "out of order",
  ]
    .filter(Boolean)
    .join(", ");
}
