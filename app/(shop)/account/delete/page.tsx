import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { accountGate } from "@/server/auth/account-gate";
import { deleteAccountAction } from "./actions";

export const metadata: Metadata = { title: "Delete your account" };

export default async function DeleteAccountPage() {
  const shopper = await accountGate("/account/delete");
  return (
    <>
      <PageHeader voice="shop" title="Delete your account?" summary={`The account of ${shopper.email}.`} />
      <div className="grid max-w-form gap-6">
        <ul className="grid list-disc gap-2 ps-5">
          <li>Your name, addresses, phone and e-mail are removed, and you are signed out everywhere.</li>
          <li>
            What is on its way still reaches you: such an order keeps what is needed to deliver it, and we
            write to you about it, until it has arrived.
          </li>
          <li>
            What you bought and paid stays in our books, without you. Your reviews stay without your name.
          </li>
          <li>Keep an invoice if you may need it: they name nobody afterwards.</li>
        </ul>
        <p>This can’t be undone.</p>
        <FieldsForm
          id="delete"
          action={deleteAccountAction}
          fields={[
            { name: "password", label: "Your password", type: "password", autoComplete: "current-password" },
          ]}
          submit="Delete my account"
          pendingLabel="Deleting…"
          look="danger"
        />
        <p>
          <Link href="/account/details">Keep my account</Link>
        </p>
      </div>
    </>
  );
}
