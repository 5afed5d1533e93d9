import { TabNav } from "@/components/ui/tab-nav";
import { hasRole, type StaffRole } from "@/server/auth/roles";

/** The two halves of the section; what the mails look like is for administrators. */
export function MailTabs({ current, role }: { current: "sent" | "previews"; role: StaffRole }) {
  if (!hasRole(role, "admin")) return null;
  return (
    <TabNav
      label="Mail"
      items={[
        { href: "/admin/settings/emails/sent", label: "Sent", current: current === "sent" },
        { href: "/admin/settings/emails", label: "Previews", current: current === "previews" },
      ]}
    />
  );
}
