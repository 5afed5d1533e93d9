import { afterAll, beforeAll, expect, test } from "vitest";
import { shopperWith } from "@/server/domain/account/testing";
import { newYork, type TestApp, testApp } from "@/server/testing";
import { maxAddresses } from "./address-book";
import { addressBook, keptAddress } from "./address-book.queries";
import { changeAddress, deleteAddress, keepAddress, makeDefaultAddress } from "./change-address-book";

let shop: TestApp;
let ada: Awaited<ReturnType<typeof shopperWith>>["customerId"];
let bob: typeof ada;
beforeAll(async () => {
  shop = await testApp();
  ada = (await shopperWith(shop, "ada@example.com")).customerId;
  bob = (await shopperWith(shop, "bob@example.com", "Bob Stranger")).customerId;
});
afterAll(() => shop.drop());

const at = (line1: string) => ({ ...newYork, line1 });
const book = async () => {
  const rows = await addressBook(shop.ctx(), ada);
  return rows.map(({ address, isDefault }) => `${address.line1}${isDefault ? " *" : ""}`);
};
const idOf = async (line1: string) => {
  const row = (await addressBook(shop.ctx(), ada)).find(({ address }) => address.line1 === line1);
  if (!row) throw new Error(`${line1} is not in the book.`);
  return row.id;
};

test("the first address is the default, and there is always one while there is any", async () => {
  await keepAddress(shop.ctx(), ada, at("1 First Street"));
  await keepAddress(shop.ctx(), ada, at("2 Second Street"));
  await keepAddress(shop.ctx(), ada, at("3 Third Street"), { asDefault: true });
  expect(await book()).toEqual(["3 Third Street *", "1 First Street", "2 Second Street"]);
  await makeDefaultAddress(shop.ctx(), ada, await idOf("2 Second Street"));
  expect(await book()).toEqual(["2 Second Street *", "1 First Street", "3 Third Street"]);
  await deleteAddress(shop.ctx(), ada, await idOf("2 Second Street"));
  expect(await book()).toEqual(["1 First Street *", "3 Third Street"]);
});

test("the same address, however it is spaced, is kept once", async () => {
  await keepAddress(shop.ctx(), ada, at("1  first street "));
  expect(await book()).toEqual(["1 First Street *", "3 Third Street"]);
});

test("a stranger with its id can't read, change, choose or delete an address", async () => {
  const id = await idOf("1 First Street");
  await expect(keptAddress(shop.ctx(), bob, id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(changeAddress(shop.ctx(), bob, id, at("9 Thief Alley"))).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(makeDefaultAddress(shop.ctx(), bob, id)).rejects.toMatchObject({ kind: "not_found" });
  await deleteAddress(shop.ctx(), bob, id);
  expect(await book()).toEqual(["1 First Street *", "3 Third Street"]);
  for (const odd of ["", "1", "' or true --", crypto.randomUUID()])
    await expect(keptAddress(shop.ctx(), ada, odd)).rejects.toMatchObject({ kind: "not_found" });
});

test("two tabs that each choose another default leave one", async () => {
  const ids = [await idOf("1 First Street"), await idOf("3 Third Street")];
  await Promise.all([...ids, ...ids].map((id) => makeDefaultAddress(shop.ctx(), ada, id)));
  expect((await book()).filter((row) => row.endsWith("*"))).toHaveLength(1);
});

test("a book holds no more than somebody sends to, also when many are kept at once", async () => {
  await Promise.allSettled(
    Array.from({ length: maxAddresses + 5 }, (_, i) => keepAddress(shop.ctx(), ada, at(`${i} Long Road`))),
  );
  expect(await addressBook(shop.ctx(), ada)).toHaveLength(maxAddresses);
  await expect(keepAddress(shop.ctx(), ada, at("One Too Many"))).rejects.toMatchObject({
    kind: "invalid_input",
  });
});
