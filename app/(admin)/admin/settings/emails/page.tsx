import type { Metadata } from "next";
import Form from "next/form";
import { address, single } from "@/components/admin/address";
import { MailTabs } from "@/components/admin/mail/mail-tabs";
import { looksOf, MailView } from "@/components/admin/mail/mail-view";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { isEmailName, renderEmail, topicOf } from "@/emails/render";
import { samples } from "@/emails/samples";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { allTemplates, templateWords } from "@/server/domain/notification/message-log.queries";
import { sendTest } from "./actions";

export const metadata: Metadata = { title: "Mail previews" };

type Query = Promise<Record<string, string | string[] | undefined>>;
const path = "/admin/settings/emails";

/** Every mail the shop sends, with made-up contents. */
export default async function PreviewsPage({ searchParams }: { searchParams: Query }) {
  const user = await staffGate("admin", path);
  const query = single(await searchParams);
  const template = query.template && isEmailName(query.template) ? query.template : "order-confirmation";
  const looks = looksOf(query);
  const { links } = await visitorContext();
  const choices = topicOf(template) ? links.mailChoices("ada@example.com").page : undefined;
  const { subject, text } = await renderEmail(template, samples[template], choices);
  const all = allTemplates();
  return (
    <>
      <PageHeader
        title="Mail"
        summary={`${all.length} mails, with made-up contents.`}
        actions={
          <form action={sendTest}>
            <input type="hidden" name="template" value={template} />
            <SubmitButton pendingLabel="Sending…">Send me a test</SubmitButton>
          </form>
        }
      />
      <MailTabs current="previews" role={user.role} />
      {query.state === "sent" && (
        <Callout tone="positive" live="status" className="mt-4">
          Sent to {user.email}.
        </Callout>
      )}
      {query.state === "refused" && (
        <Callout tone="critical" live="alert" className="mt-4" title="It was not sent">
          The mail service did not take it, or you have sent many in a row. Try again in a minute.
        </Callout>
      )}
      <div className="grid gap-x-10 gap-y-4 pt-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Form action={path} className="flex gap-2 lg:hidden">
          <input type="hidden" name="scheme" value={looks.scheme} />
          <input type="hidden" name="width" value={looks.width} />
          <div className="min-w-0 flex-1">
            <Select key={template} name="template" aria-label="Mail" size="md" defaultValue={template}>
              {all.map(({ name, words }) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </Select>
          </div>
          <Button type="submit">Show</Button>
        </Form>
        <nav aria-label="Mails" className="max-lg:hidden">
          <ul className="grid text-sm">
            {all.map(({ name, words }) => (
              <li key={name}>
                <Link
                  href={address(path, { template: name, ...looks })}
                  look="plain"
                  aria-current={name === template ? "page" : undefined}
                  className="block rounded px-2 py-1.5 aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
                >
                  {words}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section aria-labelledby="subject" className="grid min-w-0 content-start gap-3">
          <div>
            <p className="text-sm text-muted">{templateWords(template)}, subject</p>
            <h2 id="subject" className="text-lg font-semibold break-words">
              {subject}
            </h2>
          </div>
          <MailView
            {...looks}
            frame={`/api/emails/preview/${template}`}
            subject={subject}
            text={text}
            hrefOf={(other) => address(path, { template, ...other })}
          />
        </section>
      </div>
    </>
  );
}
