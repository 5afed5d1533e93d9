import { type SQL, sql } from "drizzle-orm";
import { settingFields } from "@/server/domain/settings/fields";
import type { Reader } from "@/server/kernel/ctx";
import type { Change } from "./act-words";

export type Label = { label: string; href: string | null };

const order = (table: string, key = "id") =>
  sql.raw(`select t.${key}::text as key, o.number as label, '/admin/orders/' || o.number as href
             from ${table} t join orders o on o.id = t.order_id where t.${key}`);
const shipment = (table: string, key: string) =>
  sql.raw(`select distinct t.${key}::text as key, s.number as label, '/admin/fulfilment/' || s.number as href
             from ${table} t join shipment s on s.id = t.shipment_id where t.${key}`);
const own = (table: string, label: string, href = "null") =>
  sql.raw(`select id::text as key, ${label} as label, ${href} as href from ${table} where id`);

/** How a row of each table is called, and where it is looked at; the rows are those whose key's first part is asked for. */
const sources: Record<string, SQL> = {
  orders: own("orders", "number", "'/admin/orders/' || number"),
  ...Object.fromEntries(
    ["order_line", "order_hold", "backorder", "payment", "refund", "dispute", "shipment_issue"].map(
      (table) => [table, order(table)],
    ),
  ),
  shipment: own("shipment", "number", "'/admin/fulfilment/' || number"),
  parcel: shipment("parcel", "id"),
  ...Object.fromEntries(
    ["shipment_line", "shipment_package", "package_line"].map((table) => [
      table,
      shipment(table, "shipment_id"),
    ]),
  ),
  manifest: own("manifest", "number", "'/admin/fulfilment/handover/' || number"),
  wave: own("wave", "number", "'/admin/fulfilment/waves/' || number"),
  packaging: own("packaging", "name"),
  product: own("product", "title", "'/admin/catalogue/' || slug"),
  category: own("category", "name", "'/admin/catalogue/categories/' || slug"),
  variant: own("variant", "sku", "'/admin/inventory/' || sku"),
  product_image: sql.raw(`select i.id::text as key, p.title as label, '/admin/catalogue/' || p.slug as href
                            from product_image i join product p on p.id = i.product_id where i.id`),
  review: sql.raw(`select r.id::text as key, p.title as label, '/admin/reviews' as href
                     from review r join product p on p.id = r.product_id where r.id`),
  reorder_rule: sql.raw(
    `select id::text as key, sku as label, '/admin/inventory/' || sku as href from variant where id`,
  ),
  supplier_item:
    sql.raw(`select id::text as key, name as label, '/admin/purchasing/suppliers/' || code as href
                            from supplier where id`),
  supplier: own("supplier", "name", "'/admin/purchasing/suppliers/' || code"),
  purchase_order: own("purchase_order", "number", "'/admin/purchasing/orders/' || number"),
  purchase_order_line:
    sql.raw(`select l.id::text as key, p.number as label, '/admin/purchasing/orders/' || p.number as href
                                  from purchase_order_line l join purchase_order p on p.id = l.purchase_order_id where l.id`),
  lot: own("lot", "code"),
  stock_count: own("stock_count", "number", "'/admin/inventory/counts/' || number"),
  stock_count_line:
    sql.raw(`select l.id::text as key, c.number as label, '/admin/inventory/counts/' || c.number as href
                               from stock_count_line l join stock_count c on c.id = l.count_id where l.id`),
  transfer: own("transfer", "number", "'/admin/inventory/transfers/' || number"),
  transfer_line:
    sql.raw(`select l.id::text as key, c.number as label, '/admin/inventory/transfers/' || c.number as href
                            from transfer_line l join transfer c on c.id = l.transfer_id where l.id`),
  location: own("location", "name", "'/admin/settings/places/' || code"),
  app_user: own(
    "app_user",
    "case when role = 'shopper' then 'a shopper' else name end",
    "'/admin/settings/staff/' || id",
  ),
  account_link: own("account_link", "coalesce(name, 'somebody')"),
  catalogue_import: own("catalogue_import", "file_name", "'/admin/catalogue/import/' || id"),
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const firstPart = (key: string): string => key.split("/")[0] ?? key;

/** What the rows of some changes are called now; one that is gone has no name. One query a table. */
export async function rowLabels(
  { db }: Pick<Reader, "db">,
  changes: readonly Change[],
): Promise<Map<string, Label>> {
  const found = new Map<string, Label>();
  const keysOf = (table: string, fits: RegExp) =>
    [...new Set(changes.filter((one) => one.table === table).map(({ key }) => firstPart(key)))].filter(
      (key) => fits.test(key),
    );
  const keep = (table: string, rows: (Label & { key: string })[]) => {
    for (const { key, ...label } of rows) found.set(`${table}:${key}`, label);
  };
  const list = (keys: readonly string[]) =>
    sql.join(
      keys.map((key) => sql`${key}`),
      sql`, `,
    );
  await Promise.all([
    ...Object.entries(sources).map(async ([table, source]) => {
      const keys = keysOf(table, uuid);
      if (keys.length === 0) return;
      const { rows } = await db.execute<Label & { key: string }>(sql`${source} in (${list(keys)})`);
      keep(table, rows);
    }),
    (async () => {
      const keys = keysOf("stock_level", /^\d{1,18}$/);
      if (keys.length === 0) return;
      const { rows } = await db.execute<Label & { key: string }>(sql`
        select s.id::text as key, v.sku || ' at ' || l.name as label, '/admin/inventory/' || v.sku as href
          from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id
         where s.id in (${list(keys)})`);
      keep("stock_level", rows);
    })(),
  ]);
  for (const { table, key } of changes)
    if (table === "setting")
      found.set(`setting:${key}`, {
        label: settingFields[key as keyof typeof settingFields]?.label ?? key,
        href: "/admin/settings",
      });
  return found;
}
