import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { newPasswordField } from "@/components/forms/fields-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { accountGate } from "@/server/auth/account-gate";
import { visitorContext } from "@/server/auth/gates";
import { accountDetails } from "@/server/domain/account/account.queries";
import { askForNewEmail, saveConsent, saveDetails, saveNewPassword } from "./actions";

export const metadata: Metadata = { title: "Your details" };

const section = "grid gap-4 border-t pt-6 sm:grid-cols-[14rem_1fr]";
const heading = "font-display text-xl";

export default async function DetailsPage() {
  const shopper = await accountGate("/account/details");
  const details = await accountDetails(await visitorContext(), shopper.id);
  return (
    <>
      <PageHeader voice="shop" title="Your details" />
      <div className="grid gap-10">
        <section aria-labelledby="who" className={section}>
          <h2 id="who" className={heading}>
            Name and phone
          </h2>
          <FieldsForm
            id="details"
            action={saveDetails}
            values={{ name: details.name, phone: details.phone ?? "" }}
            fields={[
              { name: "name", label: "Full name", autoComplete: "name", maxLength: 120 },
              {
                name: "phone",
                label: "Phone",
                type: "tel",
                autoComplete: "tel",
                optional: true,
                maxLength: 40,
                hint: "Only for the driver, if your door can’t be found.",
              },
            ]}
            submit="Save"
            pendingLabel="Saving…"
          />
        </section>
        <section aria-labelledby="news" className={section}>
          <h2 id="news" className={heading}>
            News
          </h2>
          <FieldsForm
            id="consent"
            action={saveConsent}
            values={{ news: details.acceptsMarketing ? "on" : "" }}
            fields={[
              {
                name: "news",
                label: "Write to me when there is something new",
                type: "checkbox",
                hint: "A few times a year. Mails about your orders come either way.",
              },
            ]}
            submit="Save"
            pendingLabel="Saving…"
            look="secondary"
          />
        </section>
        <section aria-labelledby="mail" className={section}>
          <div>
            <h2 id="mail" className={heading}>
              E-mail
            </h2>
            <p className="mt-1 text-sm break-words text-muted">Now: {details.email}</p>
          </div>
          <FieldsForm
            id="email"
            action={askForNewEmail}
            fields={[
              { name: "email", label: "New e-mail", type: "email", autoComplete: "email", maxLength: 254 },
              {
                name: "password",
                label: "Your password",
                type: "password",
                autoComplete: "current-password",
              },
            ]}
            submit="Send a link to it"
            pendingLabel="Sending…"
            look="secondary"
          />
        </section>
        <section aria-labelledby="password" className={section}>
          <h2 id="password" className={heading}>
            Password
          </h2>
          <FieldsForm
            id="password-form"
            action={saveNewPassword}
            fields={[
              {
                name: "current",
                label: "Your password now",
                type: "password",
                autoComplete: "current-password",
              },
              newPasswordField,
            ]}
            submit="Change the password"
            pendingLabel="Changing…"
            look="secondary"
          />
        </section>
        <p className="border-t pt-6 text-sm">
          <Link href="/account/delete" look="muted">
            Delete your account…
          </Link>
        </p>
      </div>
    </>
  );
}
