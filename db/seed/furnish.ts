import { sql } from "drizzle-orm";
import { newId } from "../../server/kernel/id";
import { packaging } from "../schema";
import type { SeedDb } from "./stock";

/** The boxes on the packing benches, smallest first; millimetres and grams. */
const boxes = [
  { name: "Padded bag", lengthMm: 300, widthMm: 220, heightMm: 40, emptyGrams: 30, maxGrams: 1_500 },
  { name: "Small box", lengthMm: 250, widthMm: 180, heightMm: 120, emptyGrams: 140, maxGrams: 5_000 },
  { name: "Medium box", lengthMm: 400, widthMm: 300, heightMm: 200, emptyGrams: 320, maxGrams: 12_000 },
  { name: "Large box", lengthMm: 600, widthMm: 400, heightMm: 350, emptyGrams: 650, maxGrams: 22_000 },
] as const;

/** Tariff numbers (Harmonized System, six digits) by category: what customs call most of what is in it. */
const tariffs: Record<string, string> = {
  kitchen: "7323.93",
  garden: "8201.90",
  home: "6302.60",
  outdoors: "6306.22",
  pantry: "2103.90",
  stationery: "4820.10",
  workshop: "8205.59",
};

/** Gives the demo shop's warehouses what a walk and a packing bench need: shelf codes, boxes, measures and tariff numbers. */
export async function furnish(db: SeedDb): Promise<void> {
  await db.insert(packaging).values(boxes.map((box) => ({ ...box, id: newId<"packaging">() })));
  // An aisle for each category; five bays of four shelves, then the next five. Lots of one article lie side by side.
  await db.execute(sql`
    with placed as (
      select v.id, chr(65 + c.position) as aisle,
             (row_number() over (partition by c.id order by p.position, v.position) - 1)::int as place
        from variant v join product p on p.id = v.product_id join category c on c.id = p.category_id
    )
    update stock_level s
       set bin = placed.aisle || '-' || lpad((placed.place / 4 + 1)::text, 2, '0') || '-' || (placed.place % 4 + 1)
      from placed where placed.id = s.variant_id`);
  // Light things are bulky: about a quarter of a gram to the millilitre.
  await db.execute(sql`
    update variant set
      length_mm = greatest(40, round(cbrt(weight_grams * 4000.0) * 1.4))::int,
      width_mm = greatest(30, round(cbrt(weight_grams * 4000.0)))::int,
      height_mm = greatest(20, round(cbrt(weight_grams * 4000.0) / 1.4))::int`);
  for (const [category, hsCode] of Object.entries(tariffs))
    await db.execute(sql`
      update variant v set hs_code = ${hsCode}, origin_country = 'US'
        from product p join category c on c.id = p.category_id
       where p.id = v.product_id and c.slug = ${category}`);
}
