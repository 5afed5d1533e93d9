import { html } from "@/sandbox/html";
import type { World } from "@/sandbox/vendor";
import type { Forms } from "./forms";
import type { Goal } from "./journey";
import { newestParcels, type ParcelRow, type ScanRow, scansOf } from "./parcels";
import { services } from "./services";
import { troubleNames } from "./steps";

const shown = 25;
const buttons: [Goal, string][] = [
  ["in_transit", "In transit"],
  ["out_for_delivery", "Out for delivery"],
  ["delivered", "Delivered"],
  ["returned", "Returned"],
];

export async function panel(world: World): Promise<string> {
  const parcels = await newestParcels(world, shown);
  if (parcels.length === 0)
    return html`<p class="soft">No parcel yet. One appears here as soon as a label is bought.</p>`.text;
  const scans = await Promise.all(parcels.map((parcel) => scansOf(world.db, parcel.tracking_number)));
  return html`<p class="soft">A button adds the scans on the way and pushes them to the shop. The newest ${shown} parcels are shown.</p>
${parcels.map((parcel, i) => card(parcel, scans[i] ?? []))}`.text;
}

function card(parcel: ParcelRow, scans: readonly ScanRow[]) {
  const state = parcel.voided_at ? "void" : parcel.state;
  const ended = state === "void" || state === "delivered" || state === "returned";
  const to = parcel.ship_to;
  return html`<div class="card">
<h3><code>${parcel.tracking_number}</code> <span class="badge">${state.replaceAll("_", " ")}</span></h3>
<p>${parcel.reference_numbers[0]} to ${to.AttentionName || to.Name}, ${to.Address.City} ${to.Address.StateProvinceCode}
${to.Address.CountryCode} · ${services[parcel.service_code]?.name} · ${parcel.weight} ${parcel.weight_unit} ·
${parcel.charged} ${parcel.currency}${!ended && html` · expected ${day(parcel.rescheduled_for ?? parcel.scheduled_for)}`}</p>
${
  !ended &&
  html`<div class="actions">${buttons.map(([goal, words]) => button(parcel.tracking_number, goal, words))}
${state !== "exception" && trouble(parcel.tracking_number)}</div>`
}
<details><summary>Scans (${scans.length})</summary><div class="scroll"><table>
<tr><th>Time (GMT)</th><th>Type</th><th>Code</th><th>What</th><th>Where</th></tr>
${scans.toReversed().map(row)}
</table></div></details>
${label(parcel)}
${parcel.invoice && invoice(parcel.invoice)}
</div>`;
}

const day = (digits: string): string => digits.replace(/^(....)(..)(..)$/, "$1-$2-$3");

const label = ({ tracking_number: number, label_format: format }: ParcelRow) =>
  format === "GIF"
    ? html`<details><summary>Label</summary>
<p><img src="/control/ups/labels/${number}.gif" alt="Shipping label ${number}" width="300" height="450" loading="lazy"></p>
</details>`
    : html`<p><a href="/control/ups/labels/${number}.zpl">Label for a ZPL printer</a></p>`;

const invoice = ({ Product, CurrencyCode }: Forms) => html`<details><summary>Commercial invoice</summary><ul>
${Product.map(
  ({ Description, Unit, CommodityCode, OriginCountryCode }) =>
    html`<li>${Unit?.Number} × ${Description.join(" ")}, ${Unit?.Value} ${CurrencyCode} each, HS ${CommodityCode ?? "none"}, made in ${OriginCountryCode}</li>`,
)}</ul></details>`;

const trouble = (
  trackingNumber: string,
) => html`<form class="inline" method="post" action="/control/ups/advance">
<input type="hidden" name="trackingNumber" value="${trackingNumber}"><input type="hidden" name="to" value="exception">
<label>What goes wrong <select name="reason">${troubleNames.map((name) => html`<option>${name}</option>`)}</select></label>
<button class="quiet">Exception</button></form>`;

const button = (
  trackingNumber: string,
  goal: Goal,
  words: string,
) => html`<form class="inline" method="post" action="/control/ups/advance">
<input type="hidden" name="trackingNumber" value="${trackingNumber}"><input type="hidden" name="to" value="${goal}">
<button class="quiet">${words}</button></form>`;

const row = (
  scan: ScanRow,
) => html`<tr><td>${scan.at.toISOString().slice(0, 19).replace("T", " ")}</td><td>${scan.type}</td>
<td>${scan.code} ${scan.detail}</td><td>${scan.description}</td>
<td>${[scan.city, scan.region, scan.country].filter(Boolean).join(", ")}</td></tr>`;
