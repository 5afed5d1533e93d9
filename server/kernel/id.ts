import { v7 } from "uuid";

declare const entity: unique symbol;

/** A UUIDv7 that names one kind of thing: `Id<"order">` can't be passed where `Id<"customer">` is wanted. */
export type Id<Entity extends string> = string & { readonly [entity]: Entity };

/** A new time-ordered id (UUIDv7, RFC 9562). */
export const newId = <Entity extends string>(): Id<Entity> => v7() as Id<Entity>;

/** Trusts a string that came from our own database or from a parsed schema. */
export const asId = <Entity extends string>(value: string): Id<Entity> => value as Id<Entity>;
