import { after, days } from "../../kernel/clock";

/** A day of the world's clock (UTC), as YYYY-MM-DD: providers' lists go by it, wherever the shop is. */
export type Day = string;

export const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);
export const startOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const endOf = (day: Day): Date => after(startOf(day), days(1));
export const addDays = (day: Day, count: number): Day => dayOf(after(startOf(day), days(count)));

export const isIn = (day: Day, at: Date): boolean => at >= startOf(day) && at < endOf(day);
