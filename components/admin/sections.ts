import {
  BookOpenCheck,
  Boxes,
  ClipboardList,
  Contact,
  CreditCard,
  type LucideIcon,
  Mail,
  MapPin,
  PackageCheck,
  Route,
  Scale,
  Settings,
  ShoppingBasket,
  Star,
  Sun,
  Tags,
  Users,
  Workflow,
} from "lucide-react";
import { hasRole, type StaffRole } from "@/server/auth/roles";

type Section = {
  href: string;
  label: string;
  icon: LucideIcon;
  role: StaffRole;
  /** Stands in the phone's bottom bar; the others are behind "More". */
  first?: boolean;
};

const sections: readonly Section[] = [
  { href: "/admin", label: "Today", icon: Sun, role: "warehouse", first: true },
  { href: "/admin/orders", label: "Orders", icon: ClipboardList, role: "warehouse", first: true },
  { href: "/admin/fulfilment", label: "Fulfilment", icon: PackageCheck, role: "warehouse", first: true },
  { href: "/admin/inventory", label: "Inventory", icon: Boxes, role: "warehouse", first: true },
  { href: "/admin/purchasing", label: "Purchasing", icon: ShoppingBasket, role: "warehouse" },
  { href: "/admin/payments", label: "Payments", icon: CreditCard, role: "manager" },
  { href: "/admin/fulfilment/routing", label: "Routing", icon: Route, role: "manager" },
  { href: "/admin/settings/places", label: "Places", icon: MapPin, role: "manager" },
  { href: "/admin/catalogue", label: "Catalogue", icon: Tags, role: "manager" },
  { href: "/admin/inventory/proof", label: "Stock proof", icon: Scale, role: "warehouse" },
  { href: "/admin/policies", label: "Policies", icon: Workflow, role: "manager" },
  { href: "/admin/settings/emails/sent", label: "Mail", icon: Mail, role: "manager" },
  { href: "/admin/reviews", label: "Reviews", icon: Star, role: "manager" },
  { href: "/admin/settings/staff", label: "Staff", icon: Users, role: "admin" },
  { href: "/admin/audit", label: "Audit", icon: BookOpenCheck, role: "admin" },
  { href: "/admin/settings/crm", label: "CRM", icon: Contact, role: "admin" },
  { href: "/admin/settings", label: "Settings", icon: Settings, role: "admin" },
];

/** What a role may open. The server's gates refuse the rest anyway. */
export const sectionsFor = (role: StaffRole): readonly Section[] =>
  sections.filter((section) => hasRole(role, section.role));

/** The section a path belongs to: the one with the longest address that the path begins with. */
export function sectionOf(path: string): string | undefined {
  return sections
    .map((section) => section.href)
    .filter((href) => path === href || (href !== "/admin" && path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
