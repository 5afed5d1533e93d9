import type { Metadata } from "next";
import { InviteForm } from "@/components/admin/staff/invite-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate } from "@/server/auth/gates";
import { inviteAction } from "../actions";

export const metadata: Metadata = { title: "Invite somebody" };

export default async function InvitePage() {
  await staffGate("admin", "/admin/settings/staff/invite");
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Settings", href: "/admin/settings" },
              { label: "Staff", href: "/admin/settings/staff" },
              { label: "Invite" },
            ]}
          />
        }
        title="Invite somebody"
        summary="They get a mail with a link that is good once, for a week. They choose their own password."
      />
      <InviteForm action={inviteAction} />
    </>
  );
}
