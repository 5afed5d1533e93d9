import type { Metadata } from "next";
import { cookies } from "next/headers";
import { placeCookie } from "@/components/admin/fulfilment/queue-address";
import { PutAway } from "@/components/admin/inventory/put-away";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Put away" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PutAwayPage({ searchParams }: Props) {
  const home = "/admin/inventory/put-away";
  await staffGate("warehouse", home);
  const { place } = await searchParams;
  const places = await activePlaces(await visitorContext());
  const last = (await cookies()).get(placeCookie)?.value;
  const here =
    places.find(({ code }) => code === place) ?? places.find(({ code }) => code === last) ?? places[0];
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Inventory", href: "/admin/inventory" }, { label: "Put away" }]} />
        }
        title="Put away"
        summary="Scan a shelf, then each article that lies on it. Walks follow the shelves in their order."
      />
      <div className="mb-5">
        <TabNav
          label="Place"
          items={places.map(({ code, name }) => ({
            href: `${home}?place=${code}`,
            label: `${code} · ${name}`,
            current: code === here?.code,
          }))}
        />
      </div>
      {here && <PutAway key={here.code} location={here.code} />}
    </>
  );
}
