import { html } from "@/sandbox/html";
import type { World } from "@/sandbox/vendor";
import { kinds } from "./controls";
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
  const state = parcel.cancelled_at ? "cancelled" : parcel.state;
  const ended = state === "cancelled" || state === "delivered" || state === "returned";
  const { contact, address } = parcel.ship_to;
  const reference = parcel.customer_references.find((one) => one.customerReferenceType === "INVOICE_NUMBER");
  return html`<div class="card">
<h3><code>${parcel.tracking_number}</code> <span class="badge">${state.replaceAll("_", " ")}</span></h3>
<p>${reference?.value ?? ""} to ${contact.personName || contact.companyName}, ${address.city} ${address.stateOrProvinceCode}
${address.countryCode} · ${services[parcel.service_type]?.name} · ${parcel.weight} ${parcel.weight_unit} ·
${parcel.charged.toFixed(2)} ${parcel.currency}</p>
${
  !ended &&
  html`<div class="actions">${buttons.map(([goal, words]) => button(parcel.tracking_number, goal, words))}
${trouble(parcel.tracking_number)}</div>`
}
<details><summary>Scans (${scans.length})</summary><div class="scroll"><table>
<tr><th>Time (GMT)</th><th>Code</th><th>What</th><th>Where</th></tr>
${scans.toReversed().map(row)}
</table></div></details>
<details><summary>Label</summary>${label(parcel)}</details>
</div>`;
}

function label({ tracking_number: number, label_type: type }: ParcelRow) {
  const address = `/control/fedex/labels/${number}.${kinds[type].extension}`;
  return type === "PNG"
    ? html`<p><img src="${address}" alt="Shipping label ${number}" width="300" height="450" loading="lazy"></p>`
    : html`<p><a href="${address}">The label (${kinds[type].extension.toUpperCase()})</a></p>`;
}

const button = (
  trackingNumber: string,
  goal: Goal,
  words: string,
) => html`<form class="inline" method="post" action="/control/fedex/advance">
<input type="hidden" name="trackingNumber" value="${trackingNumber}"><input type="hidden" name="to" value="${goal}">
<button class="quiet">${words}</button></form>`;

const trouble = (
  trackingNumber: string,
) => html`<form class="inline" method="post" action="/control/fedex/advance">
<input type="hidden" name="trackingNumber" value="${trackingNumber}"><input type="hidden" name="to" value="exception">
<select name="reason" aria-label="What goes wrong">${troubleNames.map((name) => html`<option>${name}</option>`)}</select>
<button class="quiet">Exception</button></form>`;

const row = (scan: ScanRow) => html`<tr><td>${scan.at.toISOString().slice(0, 19).replace("T", " ")}</td>
<td>${scan.eventType} ${scan.exception?.code}</td>
<td>${[scan.eventDescription, scan.exception?.description].filter(Boolean).join(": ")}</td>
<td>${[scan.city, scan.region, scan.country].filter(Boolean).join(", ")}</td></tr>`;
