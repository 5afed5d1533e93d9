import { notFound } from "next/navigation";
import { connection } from "next/server";

/**
 * Addresses of nothing. Without this page Next would answer with one made ahead of time, whose scripts can't carry the nonce
 * that a page outside of the cache is given.
 */
export default async function Missing() {
  await connection();
  notFound();
}
