import { Hono } from "hono";
import type pg from "pg";
import { type Html, html, page } from "../html";
import { navigation, when } from "../parts";
import { listMail, type Mail } from "./store";

/** The inbox of everyone: what the shop has sent, newest first, and each message as its reader would see it. */
export function mailPages(db: pg.Pool, now: () => Date): Hono {
  const pages = new Hono();

  pages.get("/mail", async (c) => {
    const to = c.req.query("to")?.trim() || undefined;
    const mails = (await listMail(db, { ...(to ? { to } : {}), limit: 200 })).reverse();
    return c.html(
      page("Mail · Sandbox", html`<h1>Mail</h1>${navigation("/mail")}${inbox(mails, to, now())}`),
    );
  });

  pages.get("/mail/:id", async (c) => {
    const id = c.req.param("id");
    const [mail] = /^\d{1,18}$/.test(id) ? await listMail(db, { id, limit: 1 }) : [];
    if (!mail)
      return c.html(page("Mail · Sandbox", html`<h1>No such message</h1>${navigation("/mail")}`), 404);
    return c.html(page(`${mail.subject} · Sandbox`, message(mail, now())));
  });

  pages.get("/mail/:id/:file{[0-9]{1,2}}", async (c) => {
    const id = c.req.param("id");
    const [mail] = /^\d{1,18}$/.test(id) ? await listMail(db, { id, limit: 1 }) : [];
    const file = mail?.attachments[Number(c.req.param("file"))];
    if (!file) return c.notFound();
    return c.body(Buffer.from(file.content, "base64"), 200, {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    });
  });

  return pages;
}

function inbox(mails: readonly Mail[], to: string | undefined, now: Date): Html {
  return html`<section>
<form method="get" class="inline" role="search">
<label>Recipient <input name="to" type="search" value="${to}" placeholder="name@example.com" inputmode="email" autocapitalize="off"></label>
<button>Filter</button>${to ? html` <a href="/mail">Show all</a>` : ""}
</form>
</section>
<section>${
    mails.length === 0
      ? html`<p class="soft">${to ? `Nothing has come for ${to}.` : "Nothing has come yet. What the shop sends appears here and goes nowhere else."}</p>`
      : html`<ul class="list">${mails.map(
          (mail) => html`<li><a href="/mail/${mail.id}"><strong>${mail.subject || "(no subject)"}</strong></a>
<div class="soft">to <a href="/mail?to=${encodeURIComponent(mail.to.split(", ")[0] ?? "")}">${mail.to}</a> · ${when(mail.receivedAt, now)}${repeats(mail)}</div></li>`,
        )}</ul>`
  }</section>`;
}

const repeats = (mail: Mail) =>
  mail.repeats > 0 ? html` · <span class="warn">sent ${mail.repeats + 1} times, kept once</span>` : "";

function message(mail: Mail, now: Date): Html {
  // Nothing in a message may run or reach the sandbox's own pages: the frame has no scripts and no origin.
  const framed = `<base target="_blank">${mail.html}`;
  return html`<h1>${mail.subject || "(no subject)"}</h1>
${navigation("/mail")}
<section>
<p>From ${mail.from} to <a href="/mail?to=${encodeURIComponent(mail.to.split(", ")[0] ?? "")}">${mail.to}</a>
<span class="soft">· ${when(mail.receivedAt, now)}</span>${repeats(mail)}</p>
<div class="actions">
<form class="inline" method="post" action="/control/mail/bounce"><input type="hidden" name="address" value="${mail.to.split(", ")[0]}">
<button class="quiet" name="on" value="true">Bounce what comes for them</button>
<button class="quiet" name="on" value="false">Take it again</button></form>
${mail.headers["list-unsubscribe"] && html`<form class="inline" method="post" action="/control/mail/unsubscribe"><input type="hidden" name="id" value="${mail.id}"><button class="quiet">Unsubscribe</button></form>`}
</div>
${mail.html && html`<iframe title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed}"></iframe>`}
${mail.attachments.length > 0 && html`<h3>Attachments</h3><ul class="list">${mail.attachments.map((file, place) => html`<li><a href="/mail/${mail.id}/${place}" download>${file.fileName}</a> <span class="soft">${file.contentType}</span></li>`)}</ul>`}
${mail.links.length > 0 && html`<h3>Links</h3><ul class="list">${mail.links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>`}
<details ${mail.html ? "" : "open"}><summary>Plain text</summary><pre>${mail.text}</pre></details>
</section>`;
}
