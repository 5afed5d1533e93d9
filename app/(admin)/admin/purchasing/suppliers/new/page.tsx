import type { Metadata } from "next";
import { SupplierForm } from "@/components/admin/purchasing/supplier-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { keepSupplier } from "../actions";

export const metadata: Metadata = { title: "New supplier" };

const home = "/admin/purchasing/suppliers";

export default async function NewSupplierPage() {
  await staffGate("manager", `${home}/new`);
  const { currency } = await readSettings(await visitorContext());
  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Suppliers", href: home }, { label: "New" }]} />}
        title="New supplier"
        summary="Their articles are added on the next page."
      />
      <div className="max-w-xl pt-2">
        <SupplierForm action={keepSupplier} currency={currency} />
      </div>
    </>
  );
}
